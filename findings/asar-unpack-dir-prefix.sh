#!/usr/bin/env bash
# @electron/asar 4.3.2 (npm): `unpackDir: "native"` unpacks `native-docs` and `native2` too; `native/` and `native/**` unpack nothing.
#
# Seen: a plain name is compared with the beginning of each folder's path, so every neighbour whose name begins so leaves the archive as
# well. The same name in braces or with `**/` in front is a pattern and takes that folder alone, and the forms one writes to be exact, with a slash at
# the end or with `/**`, match no folder at all: the native module stays in the archive and fails when it is loaded, on the user's machine.
# Nothing is said at packing time in either case. An earlier report (electron/asar issue 331, closed) was about patterns; plain names still do it.
# Output seen (7 s, most of it npm):
#   native -> native native-docs native2
#   {native,none} -> native
#   **/native -> native
#   native/ -> nothing
#   native/** -> nothing
# Exit: 0 as described, 1 the behaviour changed, others: could not be run. The package asks for Node 22.12; it was run with 20.20.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @electron/asar@4.3.2 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createPackageWithOptions } from '@electron/asar'

for (const name of ['native', 'native-docs', 'native2', 'other']) {
  mkdirSync(`app/${name}`, { recursive: true })
  writeFileSync(`app/${name}/file.txt`, name)
}
const told = {}
for (const [index, unpackDir] of ['native', '{native,none}', '**/native', 'native/', 'native/**'].entries()) {
  await createPackageWithOptions('app', `out${index}.asar`, { unpackDir })
  told[unpackDir] = existsSync(`out${index}.asar.unpacked`) ? readdirSync(`out${index}.asar.unpacked`).sort().join(' ') : 'nothing'
  console.log(`${unpackDir} -> ${told[unpackDir]}`)
}
assert.deepStrictEqual(told, {
  native: 'native native-docs native2', '{native,none}': 'native', '**/native': 'native', 'native/': 'nothing', 'native/**': 'nothing',
})
JS
timeout 60 node run.mjs
