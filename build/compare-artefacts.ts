import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { z } from 'zod';
import { testDifference } from './artefacts';

const archive = join('resources', 'app.asar');
/** The makers of deb and rpm leave it in the folder that they pack; of the test artefact none are made. */
const leftByInstallers = join('resources', 'apparmor-profile');
const anyObject = z.record(z.string(), z.unknown());

/** In what the folders of two packed apps differ beyond `testDifference`, in words. */
export async function unexpectedDifferences(hardened: string, test: string): Promise<string[]> {
  const files = filesIn(hardened);
  const others = filesIn(test);
  const found = [
    ...files
      .filter((path) => !others.includes(path))
      .map((path) => `${path} is in the hardened artefact only`),
    ...others.filter((path) => !files.includes(path)).map((path) => `${path} is in the test artefact only`),
  ];
  for (const path of files.filter((name) => others.includes(name))) {
    const [one, other] = [join(hardened, path), join(test, path)];
    if ((await hashOf(one)) === (await hashOf(other))) continue;
    found.push(
      ...(path === archive
        ? archivesDiffer(one, other)
        : differsInFuses(one, other)
          ? []
          : [`${path} differs`]),
    );
  }
  return found;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== leftByInstallers)
    .sort();

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(z.instanceof(Buffer).parse(part));
  return hash.digest('hex');
}

/** No more bytes differ than there are fuses that may. */
function differsInFuses(one: string, other: string): boolean {
  const [a, b] = [readFileSync(one), readFileSync(other)];
  if (a.length !== b.length) return false;
  let bytes = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) bytes += 1;
  return bytes <= Object.keys(testDifference.fuses).length;
}

function archivesDiffer(one: string, other: string): string[] {
  const names = listPackage(one, { isPack: false });
  if (names.join() !== listPackage(other, { isPack: false }).join())
    return ['the archives hold different files'];
  const read = (file: string, name: string): string => extractFile(file, name.slice(1)).toString('latin1');
  const isFile = (name: string): boolean => !names.some((each) => each.startsWith(`${name}/`));
  return names.filter(isFile).flatMap((name) => {
    const [text, otherText] = [read(one, name), read(other, name)];
    if (text === otherText) return [];
    if (name !== '/package.json') return [`${name} of the archive differs`];
    const marked = { ...anyObject.parse(JSON.parse(text)), ...testDifference.packageJson };
    const equal = JSON.stringify(marked) === JSON.stringify(anyObject.parse(JSON.parse(otherText)));
    return equal ? [] : ['package.json of the archive differs in more than the mark'];
  });
}
