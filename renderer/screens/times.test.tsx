import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { driftReport, driftRow } from '../../shared/testing/drift';
import { appPlan, sameCheck } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { leftItem } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import { Checks } from '../components/checks';
import { Known } from '../components/guided-known';
import { PlanView } from '../components/plan-view';
import { dateTime } from '../components/time';
import { renderPart, wordsOf } from '../testing/render';
import { summary } from '../testing/summary';
import { words as connection } from './connection/words';
import { DriftShown } from './drift/drift-shown';
import { LeftPart } from './summary/left-part';
import { ExplanationCard } from './test-user/explanation-card';

/** As main writes it, for files too. */
const text = `Somebody changed it at ${at.slice(0, 10)} ${at.slice(11, 16)} UTC.`;
const snapshot = snapshotAt('summary');
const finding = { kind: 'silence', text, next: 'Look.', since: at } as const;
const explanation = { id: 'x', what: text, owner: 'okta-admin', next: 'Look.', place: null } as const;
const changes = appPlan.changes.map((change) => ({
  ...change,
  rows: change.rows.map((row) => ({ ...row, note: text })),
}));

it.each<[string, ReactNode]>([
  [
    'a setting that differs',
    <Checks key="" caption="" checks={[{ ...sameCheck, state: 'different', changed: text }]} />,
  ],
  [
    'what shows a step',
    <Known
      key=""
      step="connection"
      guided={{ ...snapshot.guided.connection, evidence: [text] }}
      words={connection}
    />,
  ],
  ['a note of a plan', <PlanView key="" plan={{ ...appPlan, changes }} />],
  ['what drifted', drift({ rows: [{ ...driftRow, note: text }] })],
  ['what needs a look', drift({ watch: [finding] })],
  [
    'what is left to do',
    <LeftPart key="" summary={{ ...summary, left: [leftItem(text)] }} onStated={() => undefined} />,
  ],
  [
    'what is stated',
    <LeftPart
      key=""
      summary={{ ...summary, stated: [{ id: 'x', text, by: null, at }] }}
      onStated={() => undefined}
    />,
  ],
  ['a failure', <ExplanationCard key="" explanation={{ ...explanation, guess: false, said: null }} />],
])('%s has its time in the zone of the reader', (_what, part) => {
  const shown = wordsOf(renderPart(part, snapshot));
  expect(shown).toContain(`Somebody changed it at ${dateTime(at)}.`);
  expect(shown).not.toContain('UTC');
});

function drift(change: Partial<typeof driftReport>): ReactNode {
  return <DriftShown check={{ report: { ...driftReport, ...change }, changedBy: [] }} />;
}
