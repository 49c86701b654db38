#!/usr/bin/env bash
# electron-log 5.4.4 (npm): an object that stands twice in an entry is written once, and of an error only the stack.
#
# The file of a desktop app is what support gets to see. Seen with the file transport:
#   - the second mention of one object within a value is left out as if it were circular, which it is not: a key vanishes, an element becomes
#     null. "From" and "to" that are the same object look as if there had been no "to";
#   - `cause` and properties such as `errorCode` of an error are left out, whether the error is logged itself or stands inside an object.
# Two arguments of one call may be the same object; only within one argument is it lost. Node's console writes all of it.
# Output seen (3 s, most of it npm):
#   file:    moved { from: { id: 1 } }
#   file:    [ { id: 1 }, null ]
#   console: moved { from: { id: 1 }, to: { id: 1 } }
#   file:    cause left out, errorCode left out
#   console: cause written, errorCode written
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" electron-log@5.4.4 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
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
log.info(failure)
log.info('asked', { failure })

const [object, list, ...rest] = readFileSync('main.log', 'utf8').split('\n')
const errors = rest.join('\n')
const written = text => [['cause', 'too many requests'], ['errorCode', 'E0000047']].map(([name, value]) => `${name} ${text.includes(value) ? 'written' : 'left out'}`).join(', ')
const told = [object, list, format('moved', { from: group, to: group }), written(errors), written(format(failure))]
for (const [index, line] of told.entries()) console.log(`${index === 2 || index === 4 ? 'console:' : 'file:   '} ${line}`)
assert.strictEqual(errors.split('Error: refused').length, 3)
assert.deepStrictEqual(told, [
  'moved { from: { id: 1 } }', '[ { id: 1 }, null ]', 'moved { from: { id: 1 }, to: { id: 1 } }',
  'cause left out, errorCode left out', 'cause written, errorCode written',
])
JS
timeout 60 node run.mjs
