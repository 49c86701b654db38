import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../run';
import { runExplain } from './cli';

const explained = z.record(z.string(), z.unknown());
const parsed = (line = ''): Record<string, unknown> => explained.parse(JSON.parse(line));
const keys = ['message', 'cause', 'owner', 'phase', 'attribute', 'confidence', 'says', 'next'];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(content: string | Buffer): string {
  const file = join(folder, `${String(Math.random()).slice(2)}.txt`);
  writeFileSync(file, content);
  return file;
}

async function run(argv: string[], stdin: (string | Buffer)[] | null = null) {
  const printed = { out: '', err: '' };
  const code = await runExplain(argv, {
    stdin: (async function* () {
      yield* stdin ?? [];
    })(),
    isTerminal: stdin === null,
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
  });
  return { code, ...printed, lines: printed.out.split('\n').filter((line) => line !== '') };
}

describe('the explain command', () => {
  it('prints one JSON object a message, with exactly its keys', async () => {
    const { code, lines, err } = await run(['--json', fileOf('Conflict\n\nOdd\n')]);
    expect([code, lines.length, err]).toEqual([0, 2, '']);
    for (const line of lines) expect(Object.keys(parsed(line))).toEqual(keys);
    expect(parsed(lines[1])).toMatchObject({ message: 'Odd', cause: 'unknown', owner: 'unknown' });
  });

  it('prints sentences otherwise, and steers no terminal', async () => {
    const { out } = await run([fileOf('Error while deactivating user: Bad Gateway \u001b[31m\u202e\n')]);
    expect(out).toContain('Who acts next:  the Okta admin');
    expect(out).toContain('deactivation-failed (likely); phase: deactivate');
    for (const steering of ['\u001b', '\u202e']) expect(out).not.toContain(steering);
  });

  it.each([[['-']], [[]]])('reads standard input with %j', async (argv) => {
    const { code, lines } = await run(['--json', ...argv], ['Conf', Buffer.from('lict\nNot Found')]);
    expect(code).toBe(0);
    expect(lines.map((line) => parsed(line)['cause'])).toEqual(['already-exists', 'wrong-address']);
  });

  it('reads what PowerShell writes', async () => {
    const { lines } = await run(['--json', fileOf(Buffer.from('\uFEFFConflict\r\n', 'utf16le'))]);
    expect(lines.map((line) => parsed(line)['message'])).toEqual(['Conflict']);
  });

  it('counts on standard error what it leaves out', async () => {
    const success = { eventType: 'application.provision.user.push', outcome: { result: 'SUCCESS' } };
    const { code, out, err } = await run(['--json'], [JSON.stringify([success, { foo: 1 }])]);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('no message of a failure');
    expect(err).toContain('tell no failure: 1');
    expect(err).toContain('no events of the System Log: 1');
  });

  it('tells its options', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['--json', 'FILE', 'Exit codes', ...keys]) expect(out).toContain(word);
  });

  it.each([
    ['an unknown option', ['--verbose'], null, 'not understood'],
    ['two files', ['one', 'two'], null, 'not understood'],
    ['no input at all', [], null, 'no input'],
    ['a file that is not there', ['/nowhere/at/all'], null, 'ENOENT'],
    ['a folder', [tmpdir()], null, 'EISDIR'],
    ['cut JSON', [], ['[{"eventType": "x"'], 'begins like JSON'],
  ])('refuses %s', async (_, argv, stdin, error) => {
    const { code, out, err } = await run(argv, stdin);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(error);
  });

  it('refuses an endless input without reading it all', async () => {
    let read = 0;
    const endless = (async function* () {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1024 * 1024, 'x');
      }
    })();
    let err = '';
    const code = await runExplain([], {
      stdin: endless,
      isTerminal: false,
      out: () => 0,
      err: (text) => (err += text),
    });
    expect([code, err, read]).toEqual([2, 'The input is larger than 8 MiB. Split it, or export less.\n', 9]);
  });

  it('runs as a program, from a pipe', async () => {
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, [tsx, join(root, 'build/explain.ts'), '--json'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stdin.end('Unauthorized for Bearer abc.def-123\n');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(parsed(out)).toMatchObject({ message: 'Unauthorized for Bearer ***' });
  });
});
