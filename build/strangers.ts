import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';
import { askStranger } from './strangers/questions';
import { installStrangers, startStranger } from './strangers/servers';

const help = `Runs the product's way with one user against pinned SCIM servers of others, on loopback, in a temporary folder.

  npm run strangers [-- --update]

Needs npm, Python 3 and the package registries. Exit code 0: as in build/strangers/expected.txt; 1: something changed; 2: could not run.

  --update   write what came as the expectation
`;

const limitMs = 10 * 60_000;
const file = join(root, 'build/strangers/expected.txt');

if (process.argv.includes('--help')) {
  process.stdout.write(help);
} else {
  const limit = setTimeout(() => {
    process.stderr.write('It took too long.\n');
    process.exit(2);
  }, limitMs);
  try {
    const seen = await table();
    process.stdout.write(seen);
    if (process.argv.includes('--update')) writeFileSync(file, seen);
    process.exitCode = compare(readFileSync(file, 'utf8'), seen);
  } catch (error) {
    process.stderr.write(`It could not be run: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
  clearTimeout(limit);
}

async function table(): Promise<string> {
  const { servers, remove } = await installStrangers();
  try {
    const parts = [
      '# What SCIM servers of others answer, and what the product says\n\nWritten by `npm run strangers -- --update`.\n',
    ];
    for (const server of servers) {
      const stranger = await startStranger(server);
      try {
        const rows = await askStranger(stranger);
        parts.push(
          `## ${stranger.name}\n`,
          ...rows.map(
            ({ step, asked, said }) =>
              `- **${step}**\n${asked.map((line) => `  - \`${line}\`\n`).join('')}  - ${said}\n`,
          ),
        );
      } finally {
        stranger.stop();
      }
    }
    return parts.join('\n');
  } finally {
    remove();
  }
}

/** Prints the lines that differ. */
function compare(expected: string, seen: string): number {
  if (expected === seen) {
    process.stdout.write('As expected.\n');
    return 0;
  }
  const [before, now] = [expected.split('\n'), seen.split('\n')];
  for (const line of before) if (!now.includes(line)) process.stdout.write(`- ${line}\n`);
  for (const line of now) if (!before.includes(line)) process.stdout.write(`+ ${line}\n`);
  return 1;
}
