#!/usr/bin/env bash
# electron-log 5.4.4 (npm): an object that stands twice in an entry is written once, and of an error only the stack.
#
# The file of a desktop app is what support gets to see. Seen with the file transport:
#   - the second mention of one object within a value is left out as if it were circular, which it is not: a key vanishes, an element becomes
#     null. "From" and "to" that are the same object look as if there had been no "to";
#   - `cause` and properties such as `errorCode` of an error are left out, whether the error is logged itself or stands inside an object.
# Two arguments of one call may be the same object; only within one argument is it lost. Node's own format writes all of it ("console" below).
# Output:
# > file:    moved { from: { id: 1 } }
# > file:    [ { id: 1 }, null ]
# > file:    { id: 1 } { id: 1 }
# > console: moved { from: { id: 1 }, to: { id: 1 } }
# > file:    2 errors, cause left out, errorCode left out
# > console: cause written, errorCode written
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" electron-log@5.4.4 >/dev/null || exit 2
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { format } from 'node:util'
import log from 'electron-log/node.js'

log.transports.console.level = false
log.transports.file.setAppName('example')
log.transports.file.resolvePathFn = () => 'main.log'
log.transports.file.format = '{text}'

const group = { id: 1 }
const failure = Object.assign(new Error('refused', { cause: new Error('too many requests') }), { errorCode: 'E0000047' })
log.info('moved', { from: group, to: group })
log.info([group, group])
log.info(group, group)
log.info(failure)
log.info('asked', { failure })

const [object, list, both, ...rest] = readFileSync('main.log', 'utf8').split('\n')
const errors = rest.join('\n')
const written = text => [['cause', 'too many requests'], ['errorCode', 'E0000047']].map(([name, value]) => `${name} ${text.includes(value) ? 'written' : 'left out'}`).join(', ')
for (const line of [object, list, both]) console.log(`file:    ${line}`)
console.log(`console: ${format('moved', { from: group, to: group })}`)
console.log(`file:    ${errors.split('Error: refused').length - 1} errors, ${written(errors)}`)
console.log(`console: ${written(format(failure))}`)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
