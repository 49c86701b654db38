import { runExplain } from './explain/cli';

const { stdin, stdout, stderr } = process;

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
stdout.on('error', () => process.exit());
process.exitCode = await runExplain(process.argv.slice(2), {
  stdin,
  isTerminal: stdin.isTTY,
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
});
