import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

/**
 * Makes prepared set-ups in a process of its own until it is killed: `prepare.ts FOLDER` prints its port, takes a choice as the
 * body of a POST and answers with the folder of that set-up, which holds the assistant's folder and the Oktopost token. Each
 * choice is made once, one after the other; what they are made with is loaded once, on the first.
 */
const [parent = ''] = process.argv.slice(2);
const made = new Map<string, Promise<string>>();
let last: Promise<unknown> = Promise.resolve();

async function make(choice: string): Promise<string> {
  const { preparedSchema, prepareSetUp } = await import('./prepared-set-up');
  const template = mkdtempSync(join(parent, 'set-up-'));
  const folder = join(template, 'assistant');
  mkdirSync(folder, { mode: 0o700 });
  const token = await prepareSetUp(folder, preparedSchema.parse(JSON.parse(choice)));
  writeFileSync(join(template, 'oktopost-token'), token);
  return template;
}

function madeOnce(choice: string): Promise<string> {
  const known = made.get(choice);
  if (known !== undefined) return known;
  const making = last.then(() => make(choice));
  made.set(choice, making);
  last = making.catch(() => undefined);
  return making;
}

const server = createServer((request, response) => {
  text(request)
    .then(madeOnce)
    .then(
      (template) => response.end(template),
      (thrown: unknown) => response.writeHead(500).end(String(thrown)),
    );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`${String(address.port)}\n`);
});
