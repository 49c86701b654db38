#!/usr/bin/env bash
# @electron/asar 4.3.2 (npm): `unpackDir: "native"` unpacks `native-docs` and `native2` too; `native/` and `native/**` unpack nothing.
#
# Seen: a plain name is compared with the beginning of each folder's path, so every neighbour whose name begins so leaves the archive as
# well. The same name in braces or with `**/` in front is a pattern and takes that folder alone, and the forms one writes to be exact, with a slash at
# the end or with `/**`, match no folder at all: what was meant to be unpacked stays in the archive. Nothing is said at packing time in either case.
# An earlier report (electron/asar issue 331, closed) was about patterns; plain names still do it.
# Output:
# > native -> native native-docs native2
# > {native,none} -> native
# > **/native -> native
# > native/ -> nothing
# > native/** -> nothing
# The package asks for Node 22.12; it was run with 20.20.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @electron/asar@4.3.2 >/dev/null || exit 2
cat >run.mjs <<'JS'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createPackageWithOptions } from '@electron/asar'

for (const name of ['native', 'native-docs', 'native2', 'other']) {
  mkdirSync(`app/${name}`, { recursive: true })
  writeFileSync(`app/${name}/file.txt`, name)
}
for (const [index, unpackDir] of ['native', '{native,none}', '**/native', 'native/', 'native/**'].entries()) {
  await createPackageWithOptions('app', `out${index}.asar`, { unpackDir })
  const unpacked = `out${index}.asar.unpacked`
  console.log(`${unpackDir} -> ${existsSync(unpacked) ? readdirSync(unpacked).sort().join(' ') : 'nothing'}`)
}
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
