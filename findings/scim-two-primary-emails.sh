#!/usr/bin/env bash
# scimmy 1.3.5 and scim-patch 0.8.3 (npm): a PATCH that makes another email the primary one leaves two primary emails.
#
# RFC 7644, section 3.5.2: a PATCH that sets `primary` to true has to set it to false on every other value. Neither library does, and
# neither refuses the result; scimmy, which validates what it stores, passes it on to the application and answers 200 with it.
# A receiver that takes "the primary work email" (SAML applications do, to match the sign-in) then takes the old address or the new, by
# order. RFC 7643, section 2.4 allows at most one, and stricter clients refuse such an answer as a whole.
# Output seen (8 s, most of it npm):
#   scimmy: old@example.com true, new@example.com true
#   scim-patch: old@example.com true, new@example.com true
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scimmy@1.3.5 scim-patch@0.8.3 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
import SCIMMY from 'scimmy'
import { scimPatch } from 'scim-patch'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const stored = () => ({ schemas: [core], id: '1', userName: 'ada@example.com', emails: [{ value: 'old@example.com', type: 'work', primary: true }], meta: { resourceType: 'User', created: new Date(0), lastModified: new Date(0) } })
const operations = () => [{ op: 'add', path: 'emails', value: [{ value: 'new@example.com', type: 'work', primary: true }] }]
const tell = (name, user) => {
  const said = user.emails.map(email => `${email.value} ${email.primary}`).join(', ')
  console.log(`${name}: ${said}`)
  assert.strictEqual(said, 'old@example.com true, new@example.com true')
}

SCIMMY.Resources.declare(SCIMMY.Resources.User).egress(() => stored()).ingress((resource, data) => ({ ...stored(), ...data, id: resource.id, meta: stored().meta })).degress(() => {})
tell('scimmy', await new SCIMMY.Resources.User('1').patch({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations() }))
tell('scim-patch', scimPatch(stored(), operations()))
JS
timeout 60 node run.mjs
