#!/usr/bin/env bash
# @better-auth/scim 1.7.5 with better-auth 1.7.5 (npm): a new family name from Okta does not reach the application's user.
#
# A user is created with a given and a family name, as Okta's SCIM 2.0 reference has it. The library makes up `name.formatted` and `displayName`
# from them, as its reference says, and gives the application's user that name. Okta changes a user by a GET and a PUT of what came, with the
# change in it (the library's own test of Okta's sequence does so too). Seen: what the library made up comes back to it as if it were the
# client's will, so the PUT is answered 200 and the application's user keeps the old name. A PATCH of the family name alone does the same, and so
# does one of the whole name. Only a PUT without the two, or with a display name that Okta maps itself, changes it. RFC 7643, section 4.1.1: if the
# parts and the formatted name are both returned, they should describe the same name. A review remark in pull request 10390 of
# better-auth/better-auth asked that a PATCH leave the formatted name alone; nothing found there speaks of the name in the application.
# Output:
# > PUT of what GET gave: 200, familyName Lovelace, formatted Ada Byron, the application's user Ada Byron
# > PATCH name.familyName: 200, familyName Lovelace, formatted Ada Byron, the application's user Ada Byron
# > PATCH name: 200, familyName Lovelace, formatted Ada Byron, the application's user Ada Byron
# > PUT without what was made up: 200, familyName Lovelace, formatted Ada Lovelace, the application's user Ada Lovelace
# > PUT with a mapped displayName: 200, familyName Lovelace, formatted Ada Byron, the application's user Ada Lovelace
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @better-auth/scim@1.7.5 better-auth@1.7.5 \
  @better-auth/core@1.7.5 @better-auth/utils@0.4.2 better-call@1.4.0 >/dev/null || exit 2
cat >run.mjs <<'JS'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { getAuthTables } from 'better-auth/db'
import { scim } from '@better-auth/scim'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const token = 'example'
const sent = {
  schemas: [core], userName: 'ada@example.com', name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [{ primary: true, value: 'ada@example.com', type: 'work' }], groups: [], active: true,
}
const renamed = user => ({ ...user, name: { ...user.name, familyName: 'Lovelace' } })
const patch = (path, value) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path, value }] })

/** Creates the user in an application of its own, changes it by what `change` makes of the answer to GET, and tells what is there then. */
async function show(name, method, change) {
  const tables = {}
  const options = {
    baseURL: 'http://127.0.0.1', secret: 'an example that is long enough for it', database: memoryAdapter(tables), telemetry: { enabled: false },
    plugins: [scim({ connections: [{ id: 'okta', credentials: [{ type: 'bearer', id: 'one', token }] }] })],
  }
  for (const table of Object.values(getAuthTables(options))) tables[table.modelName] = []
  const { handler } = betterAuth(options)
  const ask = async (verb, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const answer = await handler(new Request(`http://127.0.0.1/api/auth/scim/v2/Users${path}`, { method: verb, headers, body: body && JSON.stringify(body) }))
    return { status: answer.status, body: await answer.json() }
  }
  const { id } = (await ask('POST', '', sent)).body
  const { status } = await ask(method, `/${id}`, change((await ask('GET', `/${id}`)).body))
  const after = (await ask('GET', `/${id}`)).body.name
  console.log(`${name}: ${status}, familyName ${after.familyName}, formatted ${after.formatted}, the application's user ${tables.user[0].name}`)
}

await show('PUT of what GET gave', 'PUT', renamed)
await show('PATCH name.familyName', 'PATCH', () => patch('name.familyName', 'Lovelace'))
await show('PATCH name', 'PATCH', () => patch('name', { givenName: 'Ada', familyName: 'Lovelace' }))
await show('PUT without what was made up', 'PUT', () => renamed(sent))
await show('PUT with a mapped displayName', 'PUT', user => ({ ...renamed(user), displayName: 'Ada Lovelace' }))
process.exit(0)
JS
env -i PATH="$PATH" HOME="$dir" node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
