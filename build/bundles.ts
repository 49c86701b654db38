import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BundleSize {
  bundle: string;
  kib: number;
  gzippedKib: number;
}

/** Sizes of the built bundles in KiB, plain and gzipped; of the renderer also what its first screen waits for. */
export function bundleSizes(): BundleSize[] {
  return [
    sizeOf('first screen', firstScreen('out/renderer')),
    ...['out/renderer', 'out/preload', 'out/main'].map((bundle) => sizeOf(bundle, filesIn(bundle))),
  ];
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The page, what it names, the first screen among it, and what that imports at once; what they import later is left out. */
function firstScreen(folder: string): string[] {
  const assets = join(folder, 'assets');
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const text = readFileSync(join(assets, name), 'utf8');
    for (const [, next] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) if (next) add(next);
  };
  const page = join(folder, 'index.html');
  for (const [, name] of readFileSync(page, 'utf8').matchAll(/(?:src|href)="[^"]*assets\/([^"]+)"/g))
    if (name) add(name);
  return [page, ...[...found].map((name) => join(assets, name))];
}

function sizeOf(bundle: string, files: readonly string[]): BundleSize {
  const contents = files.map((file) => readFileSync(file));
  const kib = (sizes: readonly number[]): number =>
    Math.round(sizes.reduce((sum, size) => sum + size, 0) / 102.4) / 10;
  return {
    bundle,
    kib: kib(contents.map(({ length }) => length)),
    gzippedKib: kib(contents.map((content) => gzipSync(content).length)),
  };
}
