#!/usr/bin/env bash
# @electron/asar 3.4.1 (npm): createPackage resolves before the archive is written to its end.
#
# Whoever signs, hashes, uploads or reads the archive after `await createPackage(...)` may take one that is cut. Its last call is `out.end()`,
# whose finish nobody waits for; createPackageFromStreams ends in the same way. On a fast disk the rest is usually there in time, so it shows
# now and then on a busy machine (in our tests once in some hundred runs: a package.json of zeros). Here each write takes 50 ms.
# A reader is told nothing: the header says how long each file is, and extractFile fills up what is missing with zeros.
# 3.4.1 is the last for Node 20 (4 needs Node 22.12; read of its source: 4.3.2 waits for the end).
# Output:
# > at once: shorter than a second later, package.json is zeros
# > later:   whole, package.json as packed
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @electron/asar@3.4.1 >/dev/null || exit 2
cat >run.cjs <<'JS'
const fs = require('node:fs')
const { setTimeout: sleep } = require('node:timers/promises')

const createWriteStream = fs.createWriteStream
const slowly = { ...fs, write: (...given) => setTimeout(() => fs.write(...given), 50) }
fs.createWriteStream = (path, options) => createWriteStream(path, { ...options, fs: slowly })
const { createPackage, extractFile, uncache } = require('@electron/asar')

const text = '{"name":"example","main":"index.js"}'
fs.mkdirSync('app')
fs.writeFileSync('app/index.js', 'void 0\n')
fs.writeFileSync('app/package.json', text)

function look() {
  uncache('app.asar')
  const read = extractFile('app.asar', 'package.json')
  const is = read.toString() === text ? 'as packed' : read.every(byte => byte === 0) ? 'zeros' : 'something else'
  return { size: fs.statSync('app.asar').size, is }
}

void (async () => {
  await createPackage('app', 'app.asar')
  const atOnce = look()
  await sleep(1000)
  const later = look()
  console.log(`at once: ${atOnce.size < later.size ? 'shorter than a second later' : 'whole'}, package.json is ${atOnce.is}`)
  console.log(`later:   ${later.size > atOnce.size ? 'whole' : 'the same'}, package.json ${later.is}`)
})()
JS
node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
