#!/usr/bin/env bash
# Takes the pictures of this page out of those of `npm run screens -- FOLDER`, as small as pngquant makes them: pick.sh FOLDER
set -euo pipefail
from=${1:?the folder of npm run screens}
to=$(dirname "${BASH_SOURCE[0]}")
while read -r name cell; do
  pngquant --quality 60-90 --speed 1 --strip --force --output "$to/$name.png" "$from/$cell.png"
done <<'PICTURES'
welcome welcome-empty-light-1280
connect-okta connect-okta-done-light-1280
plan plan-done-light-1280
turn-scim-on scim-on-empty-light-1280
mapping mapping-done-ready-light-1280
test-one-user test-user-done-panes-all-well-dark-1280
summary summary-done-light-1280
life-cycle life-cycle-done-light-1280
people people-done-light-1280
rollout rollout-done-plan-light-1280
explain explain-done-light-1280
change-certificate change-certificate-empty-plan-light-1280
undo undo-done-plan-light-1280
narrow test-user-done-light-720
PICTURES
