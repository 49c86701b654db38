import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { guidedStepIds, unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedStepId } from '../../shared/screens';
import type { Snapshot } from '../../shared/snapshot';
import { app, snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { words as authenticate } from '../screens/authenticate/words';
import { words as connection } from '../screens/connection/words';
import { screenOf } from '../screens/registry';
import { words as scimOn } from '../screens/scim-on/words';
import { words as toApp } from '../screens/to-app/words';
import { barState, ok, press, refused, show } from '../testing/dom';
import { words as common } from '../words/common';
import { guidedWords } from '../words/guided';
import type { GuidedWords } from '../words/guided';
import { statementWords } from '../words/statement';

const wordsOf: Record<GuidedStepId, GuidedWords> = {
  'scim-on': scimOn,
  connection,
  authenticate,
  'to-app': toApp,
};
const knowns: Guided['known'][] = ['not-looked', 'not-yet', 'read-back', 'cannot-be-read', 'lost'];

function snapshotOf(step: GuidedStepId, change: Partial<Guided>): Snapshot {
  const none = snapshotAt(step, { app });
  return { ...none, guided: { ...none.guided, [step]: { ...none.guided[step], ...change } } };
}

async function showStep(step: GuidedStepId, change: Partial<Guided>) {
  const Step = await screenOf(step);
  if (Step === null) throw new Error('its file is not there');
  return show(<Step />, snapshotOf(step, change), {
    'guided.lookNow': () => ok(null),
    'guided.state': () => ok(null),
  });
}

const buttons = (name: string): number => screen.queryAllByRole('button', { name }).length;
const verifiable = guidedStepIds.filter((step) => !unverifiableSteps.includes(step));

describe('a guided step', () => {
  it.each(guidedStepIds.flatMap((step) => knowns.map((known) => [step, known] as const)))(
    '%s, %s: says what Okta shows, in the bar and on the page',
    async (step, known) => {
      await showStep(step, { known });
      const { title, link, known: texts } = wordsOf[step];
      expect(screen.getByRole('heading', { level: 1, name: title })).toBeDefined();
      expect(barState()).toBe(texts[known]);
      const shown = screen.queryByRole('region', { name: guidedWords.shows })?.textContent ?? null;
      // Of what Okta never shows the page says so once.
      if (unverifiableSteps.includes(step) && known !== 'lost') expect(shown).toBeNull();
      else expect(shown).toContain(texts[known]);
      // The one primary action is the footer's.
      expect(screen.getByRole('link', { name: link }).getAttribute('data-kind')).toBe('button');
      expect(document.querySelectorAll('[data-kind=primary]')).toHaveLength(1);
    },
  );

  it.each(verifiable)('%s: is checked on request', async (step) => {
    const { callsOf } = await showStep(step, { known: 'not-yet' });
    await press(guidedWords.lookNow);
    expect(callsOf('guided.lookNow')).toEqual([{ step }]);
  });

  it.each(verifiable)('%s: can be stated as done until Okta shows it', async (step) => {
    const { callsOf, send } = await showStep(step, { known: 'cannot-be-read' });
    const bar = screen.getByRole('contentinfo');
    expect(within(bar).getByRole('button', { name: guidedWords.state })).toBeDefined();
    expect(buttons(common.continue)).toBe(0);
    await press(guidedWords.state);
    expect(callsOf('guided.state')).toEqual([{ step, done: true }]);
    await send(snapshotOf(step, { known: 'read-back' }));
    expect(buttons(guidedWords.state)).toBe(0);
    expect(buttons(guidedWords.lookNow)).toBe(1);
    expect(buttons(common.continue)).toBe(1);
  });

  it('goes on by itself once it is stated', async () => {
    const before = snapshotOf('to-app', { known: 'cannot-be-read' });
    const { callsOf, send } = await showStep('to-app', { known: 'cannot-be-read' });
    const next = before.rail[before.rail.findIndex(({ screen: id }) => id === 'to-app') + 1];
    await press(guidedWords.state);
    expect(callsOf('session.go')).toEqual([]);
    const rail = before.rail.map((entry) => (entry === next ? { ...entry, reachable: true } : entry));
    await send({ ...snapshotOf('to-app', { known: 'cannot-be-read', statedAt: at }), rail });
    expect(callsOf('session.go')).toEqual([{ screen: next?.screen }]);
  });

  it('stays where Okta contradicts the statement', async () => {
    const ToApp = await screenOf('to-app');
    const { callsOf } = await show(ToApp && <ToApp />, snapshotOf('to-app', { known: 'not-yet' }), {
      'guided.state': () => refused({ code: 'conflict', message: 'Okta shows Create Users as not ticked.' }),
    });
    await press(guidedWords.state);
    expect(screen.getByRole('alert').textContent).toContain('Okta shows Create Users as not ticked.');
    expect(callsOf('session.go')).toEqual([]);
  });

  it.each(['not-yet', 'lost'] as const)(
    'says what is missing once, above what is to be done: %s',
    async (known) => {
      const finding = {
        text: 'Okta shows Create Users as not ticked.',
        next: 'Tick it in To App, and save.',
      };
      await showStep('to-app', { known, finding });
      const main = screen.getByRole('main').textContent ?? '';
      for (const text of [finding.text, finding.next]) expect(main.split(text)).toHaveLength(2);
      // What was found stands alone: an app integration that is inactive has lost no box.
      expect(main).not.toContain(toApp.known[known]);
      expect(barState()).toBe(known === 'lost' ? toApp.known.lost.split('. ')[0] + '.' : toApp.known[known]);
      expect(main.indexOf(finding.text)).toBeLessThan(main.indexOf(guidedWords.title));
    },
  );

  it('no longer shows why a statement was refused once Okta shows something else', async () => {
    const Authenticate = await screenOf('authenticate');
    const finding = { text: 'Okta shows it as not enabled.', next: 'Enable it.' };
    const contradicted = snapshotOf('authenticate', { known: 'not-yet', finding });
    const { send } = await show(Authenticate && <Authenticate />, contradicted, {
      'guided.state': () => refused({ code: 'conflict', message: finding.text }),
    });
    await press(guidedWords.state);
    await send(contradicted);
    expect(screen.getByRole('alert').textContent).toContain(finding.text);
    await send(snapshotOf('authenticate', { known: 'cannot-be-read' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    ['offers the word where Okta shows nothing', { known: 'cannot-be-read' }, 1],
    ['offers no word that would be refused', { known: 'not-yet', finding: { text: 'Off.', next: 'On.' } }, 0],
    ['offers no word against what was lost', { known: 'lost' }, 0],
  ] as const)('%s', async (_, change, hints) => {
    await showStep('authenticate', change);
    expect(screen.queryAllByText(guidedWords.stateHint)).toHaveLength(hints);
  });

  it.each(unverifiableSteps)('%s: is stated as done before it continues, and never checked', async (step) => {
    const { callsOf, send } = await showStep(step, { known: 'cannot-be-read' });
    expect(buttons(common.continue)).toBe(0);
    expect(buttons(guidedWords.lookNow)).toBe(0);
    await press(guidedWords.state);
    expect(callsOf('guided.state')).toEqual([{ step, done: true }]);
    await send(snapshotOf(step, { known: 'cannot-be-read', statedAt: at }));
    expect(buttons(common.continue)).toBe(1);
    expect(buttons(guidedWords.state)).toBe(0);
  });

  it.each(guidedStepIds)('%s: a statement is shown with its time, and can be withdrawn', async (step) => {
    const { callsOf } = await showStep(step, { known: 'cannot-be-read', statedAt: at });
    expect(barState()).toBe(guidedWords.stated);
    await press(statementWords.takeBack);
    expect(callsOf('guided.state')).toEqual([{ step, done: false }]);
  });

  it.each(guidedStepIds)('%s: what Okta no longer shows counts more than a statement', async (step) => {
    await showStep(step, { known: 'lost', statedAt: at });
    expect(barState()).toBe(wordsOf[step].known.lost);
  });

  it('shows the raw values as evidence on request', async () => {
    await showStep('scim-on', { known: 'read-back', evidence: ['features: SCIM_PROVISIONING'] });
    const items = (): (string | null)[] =>
      screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items()).not.toContain('features: SCIM_PROVISIONING');
    await press(guidedWords.evidence);
    expect(items()).toContain('features: SCIM_PROVISIONING');
  });

  it('says that Okta could not be read where the first check failed, not that nobody has tried', async () => {
    const { error } = refused({ code: 'unreachable', message: 'Okta did not answer.', owner: 'network' });
    await showStep('scim-on', { known: 'not-looked', lastLookAt: at, error });
    expect(screen.getAllByText(guidedWords.unread)).toHaveLength(2);
    expect(screen.queryByText(scimOn.known['not-looked'])).toBeNull();
  });

  it('shows a failed check with a retry', async () => {
    const { callsOf } = await showStep('scim-on', {
      known: 'not-yet',
      error: refused({ code: 'unreachable', message: 'Okta did not answer.', owner: 'network' }).error,
    });
    expect(screen.getByRole('alert').textContent).toContain('Okta did not answer.');
    await press(common.error.again);
    expect(callsOf('guided.lookNow')).toEqual([{ step: 'scim-on' }]);
  });
});
