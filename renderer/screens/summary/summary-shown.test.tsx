import { describe, expect, it } from 'vitest';
import type { Summary } from '../../../shared/summary';
import { dateTime } from '../../components/time';
import { renderPart, wordsOf } from '../../testing/render';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { summary } from '../../testing/summary';
import { at } from '../../../shared/testing/time';
import { words as common } from '../../words/common';
import { planWords } from '../../words/plan';
import { stepNames } from '../../../shared/step-names';
import { words as said } from './words';
import { SettingsTables } from './settings-table';
import { SummaryShown } from './summary-shown';

const show = (shown: Summary): string =>
  wordsOf(
    renderPart(
      <SummaryShown summary={shown} onStated={() => undefined} onRead={() => undefined} />,
      snapshotAt('summary'),
    ),
  );

describe('SummaryShown', () => {
  it('shows for each setting how it is known', () => {
    const words = show(summary);
    expect(words).toContain('https://eu-app.oktopost.com/auth/acs Read back');
    expect(words).toContain(`Proven by the test user ana.silva@acme.example, ${dateTime(at)}`);
    expect(words).toContain(`Stated by it.admin@acme.example, ${dateTime(at)}`);
    expect(words).toContain('not known Expected: on Unknown');
    expect(words).toContain(
      `off Expected: on Read in Okta’s System Log Changed by jo@acme.example, ${dateTime(at)}: on → off (event evt-4)`,
    );
  });

  it('groups what Okta does not show, and lists the evidence', () => {
    const words = show(summary);
    const [, , notShown = ''] = words.split('What Okta does not show');
    expect(notShown).toContain('SCIM connector base URL https://eu-board.oktopost.com/scim/v2 Proven by');
    expect(notShown).toContain('Deactivate Users not known Expected: on Unknown');
    expect(words.match(/Expected: on Unknown/g), 'said once').toHaveLength(1);
    expect(notShown).not.toContain('Single sign-on URL');
    expect(words).toContain('Evidence: who did what and when (2)');
    expect(words).toContain('Journal, run run-1');
    expect(show({ ...summary, systemLog: 'cannot-be-read' })).toContain('System Log could not be read');
  });

  it('lists what an admin left as it is apart, with both values and without a red', () => {
    const [first] = summary.settings;
    if (first === undefined) throw new Error('no setting');
    const settings: Summary['settings'] = [
      {
        ...{
          ...first,
          setting: 'mapping:title',
          value: 'user.title, on create only',
          expected: 'not mapped',
        },
        known: { how: 'read-back', at },
      },
    ];
    const of = (mappingLeft: Summary['mappingLeft']): string =>
      renderPart(<SettingsTables settings={settings} mappingLeft={mappingLeft} />, snapshotAt('summary'));
    const left = of({ by: 'ada@acme.example', at });
    expect(wordsOf(left)).toContain(`Left as it is by ada@acme.example, ${dateTime(at)} (1 attribute)`);
    expect(wordsOf(left)).toContain('user.title, on create only Expected: not mapped');
    expect([left.includes('data-tone="red"'), of(null).includes('data-tone="red"')]).toEqual([false, true]);
  });

  it('counts whom a rollout assigned, where there was one', () => {
    const counts = { arrived: 4, waiting: 0, failed: 1, takenBack: 0, unassigned: 0, arrivedBefore: 0 };
    const rollout = { ...counts, state: 'done', people: 5, rings: 1, activeBefore: 0, latest: [] } as const;
    expect(show({ ...summary, rollout: { ...rollout, latest: [] } })).toContain(
      'Rollout 4 arrived, 0 on the way, 1 failed.',
    );
    expect(show(summary)).not.toContain('on the way');
  });

  it('lists the beginning of a long evidence, and more on demand', () => {
    const [first] = summary.evidence;
    if (first === undefined) throw new Error('no evidence');
    const evidence = Array.from({ length: 20_000 }, (_, index) => ({
      ...first,
      what: `Change no. ${index}.`,
    }));
    const words = show({ ...summary, evidence });
    expect(words.match(/Change no\. /g)).toHaveLength(100);
    expect(words).toContain(planWords.showMore(500, 19_900));
  });

  it('counts the sign-ins that Okta shows as its table does, and says where none was tried', () => {
    const { signOn } = summary;
    const named = (of: Partial<NonNullable<typeof signOn>['checks'][number]>): string =>
      show({
        ...summary,
        signOn: signOn && { ...signOn, checks: signOn.checks.map((check) => ({ ...check, ...of })) },
      });
    const event = { id: 'e1', at, who: 'kim' };
    expect(named({ result: 'did-not-work', event })).toContain(
      'Sign-ins: 0 of 2 worked, stated by you; Okta shows 2',
    );
    expect(named({ result: 'open', event: null })).toContain('Sign-ins: nothing stated');
    // What Okta logged was tried; that of somebody else than asked it logged, and it counts for nothing.
    expect(named({ result: 'open', event })).not.toContain('Not tried');
    expect(named({ result: 'worked', event: null })).not.toContain('no sign-in');
  });

  it('opens only the areas where something is not as expected', () => {
    const words = show(summary);
    // What a test proved, or an admin only states, is counted with what Okta does not show.
    expect(words).not.toContain('2 settings are as expected');
    expect(words).toContain('Single sign-on: One setting is as expected');
    expect(words).not.toContain('To App: One setting');
    expect(words).not.toContain('Attribute mapping: One setting');
    expect(words).toContain('What Okta does not show (3 settings, 1 stated)');
  });

  it('leads from the test user to the life-cycle test, and from one who failed to the explanation', () => {
    const words = show(summary);
    expect(words).toContain(common.error.goTo(stepNames['life-cycle']));
    expect(words).not.toContain(stepNames.explain);
    const { test } = summary;
    if (test === null) throw new Error('no test');
    expect(show({ ...summary, test: { ...test, result: 'failed' } })).toContain(stepNames.explain);
  });

  it('shows what is left to do and the test user', () => {
    const words = show(summary);
    expect(words).toContain('Deactivate Users: Okta does not show it.');
    expect(words).toContain('Ana Silva (ana.silva@acme.example), kept assigned.');
  });

  it('says of a test user of whom nothing was read at Oktopost that they passed in Okta', () => {
    const { test } = summary;
    if (test === null) throw new Error('no test');
    const inOkta = 'passed in Okta; nothing was read at Oktopost';
    expect(show(summary)).not.toContain(inOkta);
    const words = show({ ...summary, test: { ...test, result: 'passed-in-okta' } });
    expect(words).toContain(`Test user: ${inOkta}`);
    expect(words).toContain(`P${inOkta.slice(1)}`);
  });

  it('says what came of the last life-cycle test, and of a statement what one measured before', () => {
    const [before, last] = ['before@acme.example', 'last@acme.example'].map((user) => ({
      user,
      startedAt: summary.made,
      phases: [
        { phase: 'assign' as const, result: 'proven' as const, at: summary.made },
        { phase: 'user-name' as const, result: 'failed' as const, at: summary.made },
      ],
    }));
    if (before === undefined || last === undefined) throw new Error('no tests');
    const measured = { user: last.user, at: summary.made, value: 'Create only' };
    const settings = summary.settings.map((row) => ({ ...row, measured }));
    const words = show({ ...summary, settings, lifeCycleTests: [before, last] });
    expect(words).toContain('proven: Assign; failed: Change email and user name.');
    expect(words).toContain(last.user);
    expect(words).not.toContain(before.user);
    expect(words).toContain(said.measured);
    expect(show(summary)).not.toContain(said.measured);
  });

  it('says of an untested set-up that it is', () => {
    const words = show({ ...summary, test: null, left: [] });
    expect(words).toContain('No user was tested.');
    expect(words).toContain('Nothing is left to do.');
  });
});
