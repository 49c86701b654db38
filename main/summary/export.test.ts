import { describe, expect, it } from 'vitest';
import type { Evidence, Summary } from '../../shared/summary';
import { exampleSummary } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import { exportSummary } from './export';
import { parseSummary, readJson } from './parse';

const change = (nth: number): Evidence => ({
  ...{ at, source: 'journal', who: 'it@acme.example', id: 'run-1' },
  ...{ what: `Assign Kim Kay the ${nth} to Oktopost`, result: nth % 1000 === 7 ? 'refused by Okta' : 'done' },
});
const event: Evidence = { at, source: 'system-log', who: null, what: 'Update', result: 'SUCCESS', id: 'e1' };

async function reopened(evidence: readonly Evidence[]): Promise<Summary> {
  const summary: Summary = { ...exampleSummary, evidence: [...evidence] };
  const { download } = await exportSummary(summary, 'json', { saveFile: null, printPdf: null });
  return parseSummary(readJson(download?.text ?? ''));
}

describe('a summary as JSON', () => {
  it('can be opened again after a rollout of many thousand people, and says what it leaves out', async () => {
    const { evidence } = await reopened([event, ...Array.from({ length: 50_000 }, (_, nth) => change(nth))]);
    expect(evidence).toContainEqual(event);
    expect(evidence.at(-1)?.what).toBe(
      '49,001 further rows are not in this file, so that it can be opened again: the summary as Markdown, HTML or PDF has all of them.',
    );
    expect(evidence.filter(({ result }) => result === 'refused by Okta')).toHaveLength(50);
  });

  it('has every row where they are few', async () => {
    const few = Array.from({ length: 1_000 }, (_, nth) => change(nth));
    expect((await reopened(few)).evidence).toEqual(few);
  });
});
