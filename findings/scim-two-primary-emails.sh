#!/usr/bin/env bash
# scimmy 1.3.5 and scim-patch 0.8.3 (npm): a PATCH that makes another email the primary one leaves two primary emails.
#
# RFC 7644, section 3.5.2: a PATCH that sets `primary` to true has to set it to false on every other value. Neither library does, and
# neither refuses the result. A receiver that takes "the primary email" then takes the old address or the new, by order. RFC 7643, section 2.4
# allows at most one.
# Output:
# > scimmy: old@example.com true, new@example.com true
# > scim-patch: old@example.com true, new@example.com true
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scimmy@1.3.5 scim-patch@0.8.3 >/dev/null || exit 2
cat >run.mjs <<'JS'
import SCIMMY from 'scimmy'
import { scimPatch } from 'scim-patch'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const stored = () => ({ schemas: [core], id: '1', userName: 'ada@example.com', emails: [{ value: 'old@example.com', type: 'work', primary: true }], meta: { resourceType: 'User', created: new Date(0), lastModified: new Date(0) } })
const operations = () => [{ op: 'add', path: 'emails', value: [{ value: 'new@example.com', type: 'work', primary: true }] }]
const tell = (name, user) => {
  console.log(`${name}: ${user.emails.map(email => `${email.value} ${email.primary}`).join(', ')}`)
}

SCIMMY.Resources.declare(SCIMMY.Resources.User).egress(() => stored()).ingress((resource, data) => ({ ...stored(), ...data, id: resource.id, meta: stored().meta })).degress(() => {})
tell('scimmy', await new SCIMMY.Resources.User('1').patch({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations() }))
tell('scim-patch', scimPatch(stored(), operations()))
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
