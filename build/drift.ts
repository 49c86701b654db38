import { systemClock } from '../main/shell/clock';
import { runDrift } from '../main/drift/cli';

const { stdin, stdout, stderr, env } = process;

process.exitCode = await runDrift(process.argv.slice(2), {
  env,
  stdin: stdin.isTTY ? null : stdin.setEncoding('utf8'),
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  fetch,
  clock: systemClock,
});
