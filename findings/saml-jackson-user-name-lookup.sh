#!/usr/bin/env bash
# @boxyhq/saml-jackson 26.2.0 (npm): `userName eq …` looks among the email addresses, without apostrophes, and any other filter asks the same.
#
# RFC 7644, section 3.4.2.2: a filter compares the attribute that it names. Okta asks `userName eq "…"` before it creates somebody, and creates
# if nobody is found. Seen with the SCIM directory of this service provider's library, in memory:
#   - a user whose user name is not the first email is never found by user name, though there; the create that follows is refused, 409;
#   - an address with an apostrophe is not found either, and again the create ends in 409;
#   - the filter's attribute is not looked at: `title eq "ada@example.com"` finds Ada.
# For an administrator the person can neither be linked nor created. (Of these, ory/polis, as the project is called now, knows the index by email: pull
# request 4067, open.)
# A PATCH without `path` that brings a new email changes what the server shows and not the email that the events of the directory carry.
# Output:
# > create ada: 201
# > userName eq "ada" -> 0, create again: 409
# > create mary.o'brien@example.com: 201
# > userName eq "mary.o'brien@example.com" -> 0, create again: 409
# > title eq "ada@example.com" -> 1
# > after the PATCH the server shows ada@new.example.com, the event says ada@example.com
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @boxyhq/saml-jackson@26.2.0 >/dev/null || exit 2
cat >run.mjs <<'JS'
import saml from '@boxyhq/saml-jackson'

const { directorySyncController: sync } = await saml.controllers({
  externalUrl: 'http://127.0.0.1:5225', samlPath: '/saml', scimPath: '/scim', db: { engine: 'mem' }, noAnalytics: true,
})
const { data: directory } = await sync.directories.create({ tenant: 'example', product: 'example', name: 'Okta', type: 'okta-scim-v2' })
let event
const ask = (method, { id, body, filter } = {}) =>
  sync.requests.handle(
    { method, directoryId: directory.id, apiSecret: directory.scim.secret, resourceType: 'users', resourceId: id, body, query: { filter, startIndex: 1, count: 100 } },
    async sent => { event = sent },
  )
const create = (userName, email) =>
  ask('POST', { body: {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, active: true,
    name: { givenName: 'Ada', familyName: 'Example' }, emails: [{ primary: true, type: 'work', value: email }],
  } })
const found = async filter => (await ask('GET', { filter })).data.totalResults

const seen = []
let id
for (const [userName, email] of [['ada', 'ada@example.com'], ["mary.o'brien@example.com", "mary.o'brien@example.com"]]) {
  const created = await create(userName, email)
  id ??= created.data.id
  const filter = `userName eq "${userName}"`
  seen.push(`create ${userName}: ${created.status}`, `${filter} -> ${await found(filter)}, create again: ${(await create(userName, email)).status}`)
}
seen.push(`title eq "ada@example.com" -> ${await found('title eq "ada@example.com"')}`)
const patched = await ask('PATCH', { id, body: {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', value: { emails: [{ primary: true, type: 'work', value: 'ada@new.example.com' }] } }],
} })
seen.push(`after the PATCH the server shows ${patched.data.emails[0].value}, the event says ${event.data.email}`)
console.log(seen.join('\n'))
process.exit(0)
JS
node run.mjs | sed '/^Using engine: /d' | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
