import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './run';

const names = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dependencies: names,
      optionalDependencies: names,
      peerDependencies: names,
    }),
  ),
});

/** A package that is part of what is given to people. */
export interface Component {
  name: string;
  version: string;
  /** An SPDX expression. */
  licence: string;
  /** The text of its licence and notice; empty where the package has no such file. */
  text: string;
  /** SHA-512 of the package as the registry has it, in hex. */
  sha512: string | null;
}

/** The folders whose `dependencies` are bundled. */
const shipped = ['', 'practice'];

/**
 * What is bundled, by package-lock.json: the dependencies of the app and of the practice org, and theirs; more than what is left of
 * them in the bundle. Types hold no code. Electron brings the licences of its own parts along.
 */
export function components(): Component[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const found = new Set<string>();
  const visit = (from: string, name: string, isOptional: boolean): void => {
    const path = resolved(packages, from, name);
    if (path === null) {
      if (isOptional) return;
      throw new Error(`package-lock.json has no ${name} for ${from}`);
    }
    if (found.has(path) || name.startsWith('@types/')) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[path] ?? {};
    for (const each of Object.keys(dependencies)) visit(path, each, false);
    for (const each of Object.keys({ ...optionalDependencies, ...peerDependencies })) visit(path, each, true);
  };
  for (const folder of shipped) {
    for (const name of Object.keys(packages[folder]?.dependencies ?? {})) visit(folder, name, false);
  }
  found.add('node_modules/electron');
  return [...found].sort().map((path) => {
    const { version = '', license, integrity } = packages[path] ?? {};
    return {
      name: nameOf(path),
      version,
      licence: license ?? 'UNKNOWN',
      text: licenceText(join(root, path)),
      sha512: integrity?.startsWith('sha512-')
        ? Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')
        : null,
    };
  });
}

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where Node finds a package, from the folder outwards. */
function resolved(packages: Record<string, unknown>, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = [folder, 'node_modules', name].filter((part) => part !== '').join('/');
    if (path in packages) return path;
    if (folder === '') return null;
    if (!folder.includes('/node_modules/')) folder = '';
  }
}

/** Of the files of that name, else of that part of the README. */
function licenceText(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8').trim();
  const texts = files.filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file)).map(read);
  if (texts.length > 0) return texts.join('\n\n');
  const readme = files.find((file) => /^readme\b/i.test(file));
  return (
    /^(?:#+ *licen[cs]e|licen[cs]e\n-+)$[\s\S]*/im.exec(readme === undefined ? '' : read(readme))?.[0] ?? ''
  );
}

/** The bill of materials of a version of the app. Source: CycloneDX 1.6, JSON. */
export function cycloneDx(parts: readonly Component[], app: { name: string; version: string }): unknown {
  const purl = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'app', ...app } },
    components: parts.map(({ name, version, licence, sha512 }) => ({
      type: 'library',
      'bom-ref': purl(name, version),
      name,
      version,
      purl: purl(name, version),
      licenses: [{ expression: licence }],
      ...(sha512 === null ? {} : { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
    })),
  };
}

/** All licences as one text. */
export const noticesText = (parts: readonly Component[]): string =>
  parts
    .map(({ name, version, licence, text }) =>
      [
        `${name} ${version} (${licence})`,
        text === '' ? `https://spdx.org/licenses/${licence}.html` : text,
      ].join('\n\n'),
    )
    .join(`\n\n${'-'.repeat(80)}\n\n`);

/** Writes both into `out/notices/`, from where they are packed. */
export function writeNotices(): void {
  const app = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const folder = join(root, 'out/notices');
  mkdirSync(folder, { recursive: true });
  const parts = components();
  writeFileSync(join(folder, 'third-party-licences.txt'), `${noticesText(parts)}\n`);
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(cycloneDx(parts, app), null, 2)}\n`);
}
