import { describe, expect, it } from 'vitest';
import { errorOf } from '../okta/testing';
import { exportDocument } from './files';

const document = (items: number) => ({
  title: 'Plan',
  blocks: [{ kind: 'list', items: Array.from({ length: items }, () => 'x'.repeat(1000)) } as const],
});

describe('an export as PDF', () => {
  it('is printed in pages of a bounded length, however many changes it lists', async () => {
    let printed: readonly string[] = [];
    const printPdf = (pages: readonly string[]): Promise<Uint8Array> => {
      printed = pages;
      return Promise.resolve(new Uint8Array());
    };
    const saveFile = (name: string) => Promise.resolve({ savedAs: name });
    const { savedAs } = await exportDocument('plan', document(20_000), 'pdf', { saveFile, printPdf });
    expect(savedAs).toBe('plan.pdf');
    expect(printed).toHaveLength(20);
    expect(Math.max(...printed.map((page) => page.split('<li>').length - 1))).toBe(1_000);
  });

  it('that is too long says so before anything is printed or saved', async () => {
    const never = (): Promise<never> => Promise.reject(new Error('printed'));
    const refused = exportDocument('plan', document(40_000), 'pdf', { saveFile: never, printPdf: never });
    expect(await errorOf(refused)).toMatchObject({
      code: 'bad-input',
      next: 'Download it as Markdown or HTML.',
    });
  });
});
