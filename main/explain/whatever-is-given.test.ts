import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { explainedSchema } from '../../shared/explained';
import { createExplanations } from './explanations';
import type { ExplainSource, Explanations } from './explanations';

const hide = (text: string): string => text.replaceAll('s3cret', '***');
const now = new Date('2026-11-28T10:00:00.000Z');
const fileOf = (data: string | Uint8Array, name = 'log.csv'): ExplainSource => ({
  kind: 'file',
  name,
  data: Buffer.from(data).toString('base64'),
});
const pasted = (text: string): ExplainSource => ({ kind: 'text', text });

// Shows: a log or a CSV of failures is hostile
describe('whatever is given', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"',
      '""',
      '\n',
      '\r',
      ',',
      ';',
      '=1+1',
      'Email',
      'Error',
      'eventType',
      'outcome.reason',
      'FAILURE',
      '\uFEFF',
      '__proto__',
    ),
  );
  const table = fc
    .array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 })
    .chain((rows) =>
      fc
        .constantFrom(',', ';', '\t', '|')
        .map((delimiter) =>
          [['Email', 'Error', 'target0.id'], ...rows].map((row) => row.join(delimiter)).join('\n'),
        ),
    );
  const source = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => fileOf(bytes)),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => fileOf(bytes, 'log.txt')),
    table.map((text) => fileOf(text)),
    table.map((text) => fileOf(Buffer.from(text, 'utf16le'))),
    fc.string({ minLength: 1, maxLength: 400 }).map(pasted),
    table.map(pasted),
    fc.json().map(pasted),
  );

  it('is grouped or refused in words, and every message is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (given) => {
        const explanations = createExplanations(hide);
        try {
          const found = await explanations.read(given);
          expect(explainedSchema.safeParse(found).success).toBe(true);
          expect(found.groups.reduce((sum, { count }) => sum + count, 0)).toBe(found.messages);
          expect((await explanations.csv(now)).text.startsWith('\uFEFFCause,')).toBe(true);
        } catch (error) {
          if (!(error instanceof AppFailure)) throw error;
          expect(error.error.message).not.toBe('');
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('the CSV holds no formula and no secret, and one row a message', async () => {
    const explanations: Explanations = createExplanations(hide);
    const text = [
      'Email,Error,Name',
      '=HYPERLINK("x")@acme.com,s3cret Conflict,"\t=1+1"',
      'ana@acme.com,"-2+3, Conflict",＝cmd',
      'ana@acme.com,Bearer abcdef0123456789abcdef is not valid,+1',
    ].join('\n');
    await explanations.read(fileOf(text));
    const { name, text: out } = await explanations.csv(now);
    expect(name).toBe('explained-failures-2026-11-28.csv');
    const practice = createExplanations(hide, { isPractice: () => true });
    await practice.read(fileOf(text));
    expect((await practice.csv(now)).name).toBe('practice-explained-failures-2026-11-28.csv');
    const lines = out.slice(1).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    for (const cellOf of out.matchAll(/(?:^|,|\n)("?)(.)/g)) expect('=+-@＝').not.toContain(cellOf[2]);
    expect(out).not.toContain('s3cret');
    expect(out).not.toContain('abcdef0123456789');
  });
});
