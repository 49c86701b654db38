import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { readFileInput } from '../../main/explain/read';
import { longestMessage, mostMessages } from '../../shared/explain/log-input';
import { maxExplainedBytes } from '../../shared/explained';
import { mebibytes } from '../../shared/files';
import { explainMessage } from '../../shared/explain/message';
import type { MessageExplanation } from '../../shared/explain/message';
import { ownerWords } from '../owner-words';

const help = `Explains messages of Okta's provisioning: cause, who acts next, what to do. Offline; nothing is sent or stored.

  npm run --silent explain -- [--json] [FILE|-]

  FILE     one message a line (a server's JSON error, a web page, a wrapped line and a mail are each read as what they are), events of Okta's System Log (a JSON array, one JSON object, one object a line, or CSV), or
           Oktopost's failed migrations as CSV; UTF-8, UTF-16 or an encoding of older programs
  -        standard input; also where no FILE is given and something is piped in
  --json   one JSON object a message and line, with the keys message, cause, owner, phase, attribute, confidence, says, next
  --help   this text

Of an event its reason is explained, else its title; events that tell no failure are left out and counted on standard error.
  cause       an id of this assistant's list, unknown, or none where the message tells of no failure
  owner       who acts next: okta-admin, oktopost, network or unknown; null where nothing failed
  phase       create, verify, update, deactivate, reactivate, import, authenticate, group, or null where none is named
  attribute   the one that the message names, or null
  confidence  sure, likely or unknown
A message that was wrapped at 71 to 80 characters is joined; wrapped at more, each of its lines is one of its own.
What looks like a token or a password in a message is replaced by ***.

Limits: ${mebibytes(maxExplainedBytes)} MiB in all, ${mostMessages.toLocaleString('en')} messages, ${longestMessage.toLocaleString('en')} characters a message. Beyond them nothing is explained.

Exit codes
  0   read: every message got its explanation, even if that is unknown
  2   refused: wrong option, no input, file not readable, cut JSON, a limit; standard error says which
`;

/** What a command line gives to `explain`. */
export interface ExplainIo {
  stdin: AsyncIterable<unknown>;
  /** Standard input is a terminal: nothing is piped in. */
  isTerminal: boolean;
  out: (text: string) => void;
  err: (text: string) => void;
}

/** Explains a file or standard input. Resolves with the exit code, 0 or 2. Never rejects. */
export async function runExplain(argv: readonly string[], io: ExplainIo): Promise<0 | 2> {
  const options = readOptions(argv);
  if (options === null) {
    io.err('This is not understood. Give one file of messages, or - for standard input; see --help.\n');
    return 2;
  }
  if (options.help) {
    io.out(help);
    return 0;
  }
  const text = await readInput(options.file, io);
  const read = text.ok ? readFileInput(options.file ?? '', text.value) : text;
  if (!read.ok) {
    io.err(`${read.error}\n`);
    return 2;
  }
  for (const message of read.messages) {
    const explained = explainMessage(message);
    io.out(options.json ? `${JSON.stringify(explained)}\n` : inWords(explained));
  }
  const { succeeded, noEvent, noReason, prose } = read.skipped;
  if (read.messages.length === 0) io.err('There is no message of a failure in it.\n');
  if (succeeded > 0) io.err(`Left out, because they tell no failure: ${String(succeeded)}.\n`);
  if (noEvent > 0) io.err(`Left out, because they are no events of the System Log: ${String(noEvent)}.\n`);
  if (noReason > 0) io.err(`Left out, because they give no reason: ${String(noReason)}.\n`);
  if (prose > 0) io.err(`Left out, because they are lines of a mail and no message: ${String(prose)}.\n`);
  return 0;
}

type Input = { ok: true; value: Buffer } | { ok: false; error: string };

async function readInput(file: string | null, { stdin, isTerminal }: ExplainIo): Promise<Input> {
  if (file === null && isTerminal) {
    return { ok: false, error: 'There is no input. Give a file, or pipe messages in; see --help.' };
  }
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of file === null || file === '-' ? stdin : createReadStream(file)) {
      const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
      size += bytes.length;
      if (size > maxExplainedBytes) {
        return {
          ok: false,
          error: `The input is larger than ${mebibytes(maxExplainedBytes)} MiB. Split it, or export less.`,
        };
      }
      parts.push(bytes);
    }
  } catch (error) {
    return { ok: false, error: `The file cannot be read${codeOf(error)}.` };
  }
  return { ok: true, value: Buffer.concat(parts) };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';

function inWords(explained: MessageExplanation): string {
  const { message, cause, owner, phase, attribute, confidence, says, next } = explained;
  const facts = [
    `${cause} (${confidence})`,
    ...(phase === null ? [] : [`phase: ${phase}`]),
    ...(attribute === null ? [] : [`attribute: ${attribute}`]),
  ];
  return `${[
    message.trim(),
    `  What happened:  ${says}`,
    ...(owner === null ? [] : [`  Who acts next:  ${ownerWords[owner]}`]),
    `  What to do:     ${next}`,
    `  Cause:          ${facts.join('; ')}`,
  ]
    .map(printable)
    .join('\n')}\n\n`;
}

/** A message of others must not steer the terminal it is shown on. */
const printable = (line: string): string => line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');

function readOptions(argv: readonly string[]): { json: boolean; help: boolean; file: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    const [file = null, ...more] = positionals;
    return more.length > 0 || file === '' ? null : { ...values, file };
  } catch {
    return null;
  }
}
