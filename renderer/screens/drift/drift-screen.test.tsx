import { describe, expect, it } from 'vitest';
import { dateTime } from '../../components/time';
import { driftReport, driftRow } from '../../../shared/testing/drift';
import type { DriftCheck, DriftRow } from '../../../shared/drift';
import type { Opened } from '../../../shared/files';
import { renderPart, wordsOf } from '../../testing/render';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { DriftShown } from './drift-shown';
import { DriftScreen, stageOf, stateWords } from './drift-screen';
import { words as said } from './words';

const opened: Opened = {
  kind: 'summary',
  file: 'summary.json',
  practice: false,
  org: { name: 'Acme', url: 'https://acme.okta.com' },
  destination: 'board',
  region: 'eu',
  appLabel: app.label,
  at,
  by: null,
  taken: [],
  notTaken: [],
};

describe('what a drift check waits for', () => {
  it.each([
    ['file', snapshotAt('drift')],
    ['check', snapshotAt('drift', { app })],
    ['token', snapshotAt('drift', { app, okta: { state: 'token-needed' } })],
    ['check', snapshotAt('drift', { opened })],
    ['token', snapshotAt('drift', { opened, okta: { state: 'token-needed' } })],
    [
      'other-org',
      snapshotAt('drift', { opened: { ...opened, org: { name: null, url: 'https://b.okta.com' } } }),
    ],
    ['other-org', snapshotAt('drift', { opened, mode: 'practice' })],
    ['other-org', snapshotAt('drift', { opened: { ...opened, practice: true } })],
    ['check', snapshotAt('drift', { opened: { ...opened, practice: true }, mode: 'practice' })],
  ])('is %s', (stage, snapshot) => {
    expect(stageOf(snapshot)).toBe(stage);
  });
});

it('of the set-up that is open needs no file', () => {
  const own = wordsOf(renderPart(<DriftScreen />, snapshotAt('drift', { app })));
  expect(own).toContain(said.own.text);
  expect(own).not.toContain(said.state.file);
  expect(wordsOf(renderPart(<DriftScreen />, snapshotAt('drift')))).toContain(said.state.file);
});

const row: DriftRow = {
  ...driftRow,
  change: { at, who: 'jo@acme.com', from: 'x', to: 'https://app.oktopost.com/auth/acs', eventId: 'evt-1' },
};
const summary = {
  made: '2026-11-29T08:05:00.000Z',
  practice: false,
  orgUrl: 'https://acme.okta.com',
  appId: '0oa1',
  appLabel: 'Old',
};
const check: DriftCheck = {
  report: {
    ...driftReport,
    result: 'drift',
    summary,
    rows: [
      row,
      {
        ...row,
        setting: 'connection.push-profile-updates',
        actual: null,
        state: 'cannot-be-read',
        change: null,
        known: { how: 'stated', by: 'eve@acme.com', at },
      },
      { ...row, setting: 'app.status', actual: row.expected, state: 'same', change: null },
    ],
    watch: [{ kind: 'failures', text: 'Two failures since then.', next: 'Look at the tasks.', since: at }],
    back: [{ screen: 'plan', settings: [{ setting: 'sign-on.acs-url', next: null }] }],
  },
  changedBy: null,
};
const show = (shown: DriftCheck): string =>
  wordsOf(renderPart(<DriftShown check={shown} />, snapshotAt('drift', { opened })));

it('says that nobody changed the app integration only of one that was found', () => {
  const unchanged = (appFound: boolean): string =>
    show({ ...check, report: { ...check.report, appFound }, changedBy: [] });
  const none = `shows no change of the app integration since ${dateTime(summary.made)}.`;
  expect(unchanged(true)).toContain(none);
  expect(unchanged(false)).not.toContain(none);
});

describe('a drift check', () => {
  it('shows what drifted, how to restore it, and who stated what Okta does not show', () => {
    const words = show(check);
    expect(words).toContain('1 of 3 settings drifted.');
    expect(words).toContain('Plan for the app integration');
    expect(words).toContain('Last stated by eve@acme.com');
    expect(words).toContain(`Changed by jo@acme.com, ${dateTime(at)}: x → https://app.oktopost.com/auth/acs`);
    expect(words).toContain('1 setting matches');
    expect(words).toContain('it is unknown who changed it');
  });

  it('is not green of what was wrong already, and names it', () => {
    const asThen: DriftRow = {
      ...{ ...row, setting: 'scim', expected: 'SCIM', actual: 'None', state: 'same' },
      ...{ change: null, note: 'It was so when the summary was made, and should not be.' },
    };
    const right: DriftRow = {
      ...row,
      setting: 'app.status',
      actual: row.expected,
      state: 'same',
      change: null,
    };
    const of = (rows: DriftRow[]): DriftCheck => ({
      ...{ ...check, report: { ...check.report, result: 'same', watch: [], back: [], rows } },
    });
    const shown = (rows: DriftRow[]): string =>
      renderPart(<DriftShown check={of(rows)} />, snapshotAt('drift', { opened }));
    const greenNote = /class="note" data-tone="green"/;
    expect(shown([right])).toMatch(greenNote);
    const words = show(of([right, asThen]));
    expect(shown([right, asThen])).not.toMatch(greenNote);
    expect(words).toContain('No drift: 1 setting matches.');
    expect(words).toContain('1 setting is not as it should be, and was not then: Provisioning.');
    expect(words.indexOf(asThen.note ?? '')).toBeLessThan(words.lastIndexOf(said.sameTitle([right])));
    const unknown: DriftRow = { ...asThen, state: 'cannot-be-read', known: { how: 'unknown' } };
    expect(shown([right, unknown])).not.toMatch(greenNote);
    expect(show(of([right, unknown]))).toContain(`and was not known then: Provisioning.`);
    expect(show(of([right, unknown]))).not.toMatch(/Cannot be read|What cannot be read/);
  });

  it('is not green where the connection may be another one, and leads to another test', () => {
    const same: DriftRow = {
      ...row,
      setting: 'app.status',
      actual: row.expected,
      state: 'same',
      change: null,
    };
    const finding = {
      kind: 'connection-changed',
      text: 'Proven before a change.',
      next: 'Test.',
      since: at,
    } as const;
    const of: DriftCheck = {
      ...check,
      report: { ...check.report, result: 'same', rows: [same], back: [], watch: [finding] },
    };
    const shown = renderPart(<DriftShown check={of} />, snapshotAt('drift', { app }));
    expect(shown).not.toMatch(/class="note" data-tone="green"/);
    const words = show(of);
    expect(words).toContain('No drift in what Okta shows: 1 setting matches.');
    expect(words).toContain('Okta does not show whether the SCIM connection is as it was');
    expect(stateWords(of.report)).toBe('No drift in what Okta shows.');
    expect(wordsOf(shown)).toContain('Test one user');
  });

  it('shows what an admin left as it is with both values, neither red nor green, and offers no restore', () => {
    const left: DriftRow = {
      ...{ ...row, setting: 'mapping:title', expected: 'not mapped', actual: 'user.title, on create only' },
      ...{ state: 'same', change: null, left: { by: 'ada@acme.com', at } },
    };
    const right: DriftRow = {
      ...row,
      setting: 'app.status',
      actual: row.expected,
      state: 'same',
      change: null,
    };
    const report = { ...check.report, result: 'same', rows: [right, left], back: [], watch: [] } as const;
    const page = renderPart(
      <DriftShown check={{ ...check, report: { ...report, rows: [...report.rows], back: [], watch: [] } }} />,
      snapshotAt('drift', { opened }),
    );
    const words = wordsOf(page);
    expect(words).toContain('No drift: 1 setting matches.');
    expect(words).toContain(
      `Left as it is by ada@acme.com, ${dateTime(at)}: 1 attribute of the mapping differs`,
    );
    expect(words).toContain('1 setting is as it was left');
    expect(words).toContain('user.title, on create only');
    expect(words).not.toContain('should be');
    expect(page).not.toContain('data-tone="red"');
    expect(page).not.toMatch(/class="note" data-tone="green"/);
  });

  it('says of what cannot be read what else there is to say', () => {
    const note = 'The app integration was written since.';
    const [, stated] = check.report.rows;
    if (stated === undefined) throw new Error('no row');
    expect(show({ ...check, report: { ...check.report, rows: [{ ...stated, note }] } })).toContain(note);
  });

  it('offers no restore for an app integration that is gone', () => {
    const words = show({ ...check, report: { ...check.report, appFound: false, rows: [], back: [] } });
    expect(words).toContain('is no longer in Okta, or the assistant may not see it');
    expect(words).not.toContain('How to restore it');
  });

  it('says of a practice summary that it is from another practice org, not that the app was deleted', () => {
    const ofPractice = { ...summary, practice: true, orgUrl: 'http://127.0.0.1:1' };
    const words = show({
      ...check,
      report: { ...check.report, summary: ofPractice, appFound: false, rows: [], back: [] },
    });
    expect(words).toContain('from another practice org, or from one that was forgotten');
    expect(words).not.toContain('no longer in Okta');
  });
});
