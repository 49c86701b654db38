import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from './run';
import { components, cycloneDx, noticesText } from './sbom';

const parts = components();

/** Licences that ask for nothing but their own text. */
const permissive =
  /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|Zlib|WTFPL)( (AND|OR) (MIT|ISC|Apache-2\.0|Zlib|GPL-3\.0-or-later|CC0-1\.0))?\)?$/i;

describe('what is given to people', () => {
  it.each(['package.json', 'practice/package.json'])('names every dependency of %s', (file) => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
    for (const [name, version] of Object.entries(dependencies)) {
      expect(parts.map((part) => `${part.name}@${part.version}`)).toContain(`${name}@${version}`);
    }
  });

  it('has licences that ask for nothing but their own text, or were looked at', () => {
    const others = parts.filter(({ licence }) => !permissive.test(licence));
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([
      // A permissive one that is named after Python.
      'argparse: Python-2.0',
      // Asks that changed files of it stay open; they are unchanged, and their source is the package.
      'eckles: MPL-2.0',
      // Taken under the first.
      'node-forge: (BSD-3-Clause OR GPL-2.0)',
      'rasha: MPL-2.0',
    ]);
  });

  it('brings the text of each licence along, or says where it is', () => {
    const without = parts.filter(({ text }) => text === '');
    expect(without.map(({ name }) => name)).toEqual(['eckles', 'rasha', 'tr46']);
    const all = noticesText(parts);
    for (const { text } of parts) expect(all).toContain(text);
    for (const { licence } of without) expect(all).toContain(`https://spdx.org/licenses/${licence}.html`);
  });

  it('is a bill of materials in the form of CycloneDX 1.6', () => {
    const bom = z
      .strictObject({
        bomFormat: z.literal('CycloneDX'),
        specVersion: z.literal('1.6'),
        version: z.literal(1),
        metadata: z.strictObject({
          component: z.looseObject({ type: z.literal('application'), version: z.string() }),
        }),
        components: z.array(
          z.strictObject({
            type: z.literal('library'),
            'bom-ref': z.string(),
            name: z.string().min(1),
            version: z.string().regex(/^\d+\.\d+\.\d+/),
            purl: z.string().regex(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/),
            licenses: z.tuple([z.strictObject({ expression: z.string().min(1) })]),
            hashes: z.tuple([
              z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) }),
            ]),
          }),
        ),
      })
      .parse(cycloneDx(parts, { name: 'app', version: '1.0.0' }));
    const refs = bom.components.map((each) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.some((ref) => ref.startsWith('pkg:npm/electron@'))).toBe(true);
  });
});
