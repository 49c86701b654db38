import { labelOf } from '../../shared/settings';
import { describe, expect, it } from 'vitest';
import { regions } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import type { SignInCheck } from '../../shared/single-sign-on';
import { SignInPart } from './single-sign-on/sign-in-part';
import { renderPage, renderPart, wordsOf } from '../testing/render';
import { runOf, sameCheck } from '../../shared/testing/plans';
import { app, connected, noSignIns, snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { guidedStepIds } from '../../shared/screens';
import type { ApiToken } from '../../shared/connection';
import { error, page } from '../testing/page';

describe('welcome', () => {
  it('offers both ways, and practice only where there is one', () => {
    const fresh = snapshotAt('welcome', { mode: 'unset' });
    const disabled = (action: string, snapshot: Snapshot): boolean[] =>
      [...renderPage(snapshot).matchAll(/<button([^>]*)>([^<]*)</g)]
        .filter(([, , label]) => label === action)
        .map(([, attributes = '']) => attributes.includes('disabled=""'));
    expect(page(fresh)).not.toContain('started without a practice org');
    expect(disabled('Practise first', fresh)).toEqual([false]);
    expect(disabled('Set up for real', fresh)).toEqual([false]);
    const without = { ...fresh, assistant: { ...fresh.assistant, practiceAvailable: false } };
    expect(page(without)).toContain('started without a practice org');
    expect(disabled('Practise first', without)).toEqual([true]);
    expect(disabled('Set up for real', without)).toEqual([false]);
  });

  it('goes on with a set-up that exists', () => {
    const words = page(snapshotAt('welcome', { rail: snapshotAt('mapping').rail }));
    expect(words).toContain('It continues at “Mapping”');
    expect(words).toContain('Continue the set-up');
  });
});

describe('connect-okta', () => {
  it('asks for the confirmation of a named host before there is a field for the token', () => {
    const words = renderPage(
      snapshotAt('connect-okta', {
        okta: { state: 'none' },
        address: {
          input: 'login.acme.com',
          kind: 'custom-domain',
          orgUrl: 'https://acme.okta.com',
          adminUrl: 'https://acme-admin.okta.com',
          needsConfirmation: true,
        },
      }),
    );
    expect(wordsOf(words)).toContain('Is this your Okta org?');
    expect(words).not.toContain('type="password"');
  });

  it('offers the practice org’s token in practice only', () => {
    const none = { okta: { state: 'none' } } as const;
    expect(page(snapshotAt('connect-okta', { ...none, mode: 'practice' }))).toContain(
      'Use the practice org’s token',
    );
    expect(page(snapshotAt('connect-okta', none))).not.toContain('Use the practice org’s token');
  });

  it('says what will not work', () => {
    expect(page(snapshotAt('connect-okta'))).toContain('not explained from the System Log');
  });
});

describe('guided steps', () => {
  it.each(['us', 'eu'] as const)('connection shows the values of %s', (region) => {
    const words = page(snapshotAt('connection', { region }));
    expect(words).toContain(regions[region].boardScimBaseUrl);
    expect(words).toContain('HTTP Header');
    expect(words).toContain('Not kept? Create a new one');
  });

  it.each(guidedStepIds)('%s: the drawing marks each numbered action, once and in words too', (step) => {
    const html = renderPage(snapshotAt(step, { app }));
    const marks = [...html.matchAll(/class="drawn-digit"[^>]*>(\d+)</g)].map(([, number]) => Number(number));
    const actions = html.match(/class="guided-action"/g)?.length ?? 0;
    expect(marks).toEqual(Array.from({ length: actions }, (_, index) => index + 1));
    const alt = /<\/svg><p class="hidden-text">([^<]+)</.exec(html)?.[1] ?? '';
    for (const number of marks) expect(alt).toContain(`${number} `);
  });

  const custom = guidedStepIds.filter((step) => step !== 'authenticate');
  it.each(custom)('%s: the message to Okta support names org, app and what is missing', (step) => {
    const words = page(snapshotAt(step, { app }));
    expect(words).toContain('in our org https://acme.okta.com');
    expect(words).toContain('“Oktopost Social Advocacy” (0oa1fixture)');
    expect(words).toContain('Please enable SCIM provisioning for custom app integrations in this org');
  });

  it('leave groups and import off, with the reason', () => {
    const words = page(snapshotAt('connection'));
    expect(words).toMatch(/Leave off: Push Groups .*mentions users only, no groups/);
    expect(words).toMatch(/Leave off: Import New Users and Profile Updates .*into Okta/);
  });
});

describe('apply', () => {
  it('shows a wait and a way out while it runs', () => {
    const wait = { reason: 'Okta asks to wait.', since: at, until: at };
    const words = page(snapshotAt('apply', { run: runOf({ wait }) }));
    expect(words).toContain('Okta asks to wait.');
    expect(words).toContain('Stop');
  });

  it('calls nothing right that could not be read', () => {
    const unread = { ...sameCheck, actual: null, state: 'cannot-be-read' } as const;
    expect(page(snapshotAt('apply', { app, appChecks: [sameCheck] }))).toContain(
      'All settings match the plan.',
    );
    const partly = page(snapshotAt('apply', { app, appChecks: [sameCheck, unread] }));
    expect(partly).toContain(`Not read back: ${labelOf(unread.setting)}.`);
    expect(partly).not.toContain('All settings match the plan.');
    expect(page(snapshotAt('apply', { app, appChecks: [] }))).not.toContain('All settings match the plan.');
  });
});

describe('single-sign-on', () => {
  const begun = (change: Partial<SignInCheck>): Pick<Snapshot, 'signIns'> => {
    const check = { ...noSignIns.checks['from-okta'], startedAt: at, ...change };
    return { signIns: { ...noSignIns, checks: { ...noSignIns.checks, 'from-okta': check } } };
  };
  const show = (change: Partial<SignInCheck>): string =>
    wordsOf(
      renderPart(
        <SignInPart way="from-okta" tile={null} sent={null} />,
        snapshotAt('single-sign-on', { app, ...begun(change) }),
      ),
    );
  const event = { id: 'evt-7', at, who: 'ana.silva@acme.example' };

  it('says whose sign-in Okta shows where it is not that of who was asked, and that it does not count', () => {
    const asked = { id: '00u1', login: 'ada.abbott@acme.example' };
    const shown = show({ asked, other: event, event: null });
    expect(shown).toContain('Okta signed ana.silva@acme.example in at');
    expect(shown).toContain('Only a sign-in of ada.abbott@acme.example counts.');
    expect(shown).not.toContain('no sign-in');
    expect(shown).toContain('sign in as ada.abbott@acme.example');
    expect(show({ asked, other: null, event })).not.toContain('Only a sign-in');
  });

  it('warns of Require SSO until both sign-ins worked', () => {
    const { checks } = begun({ event, result: 'worked', decidedAt: at }).signIns;
    const worked = checks['from-okta'];
    const both = { ...noSignIns, checks: { 'from-oktopost': worked, 'from-okta': worked } };
    expect(page(snapshotAt('single-sign-on', { app, ...begun({ result: 'worked' }) }))).toContain(
      'Do not tick “Require SSO” in Oktopost yet.',
    );
    expect(page(snapshotAt('single-sign-on', { app, signIns: both }))).toContain(
      'both sign-ins worked: “Require SSO” may be ticked',
    );
  });

  it('tells what a sign-in in the System Log proves, and what it does not', () => {
    const words = show({ event });
    expect(words).toContain('Okta signed ana.silva@acme.example in at');
    expect(words).toContain('evt-7');
    expect(words).toContain('This proves Okta’s part. You say whether Oktopost let the person in.');
    expect(show({})).toContain('Until Okta’s log shows the sign-in, it counts as stated by you.');
  });

  it('says what to look at, by whether Okta did its part', () => {
    expect(show({ result: 'did-not-work', event })).toContain('so Oktopost refused.');
    expect(show({ result: 'did-not-work' })).toContain(
      'No tile: the app integration has to be active, the person assigned',
    );
  });
});

describe('tokens', () => {
  const told = (token: ApiToken): string => {
    const okta = connected.state === 'connected' ? { ...connected, token } : connected;
    return page(snapshotAt('connect-okta', { okta }));
  };

  it('of Okta: what it needs before it is asked for, when it ends and from where it may be used', () => {
    expect(page(snapshotAt('connect-okta', { okta: { state: 'none' } }))).toContain(
      'Permissions that the token needs, and those it does not',
    );
    const zones = { only: ['nzo1'], not: ['nzo2'] };
    const words = told({ status: 'identified', name: 'Oktopost set-up', expiresAt: null, zones });
    // Without quotation marks a name such as “Made at start” reads as a fact.
    expect(words).toContain('“Oktopost set-up”');
    expect(words).toContain('May be used only from these network zones: nzo1.');
    expect(words).toContain('May not be used from these network zones: nzo2.');
    expect(told({ status: 'ambiguous', tokens: 3 })).toContain(
      'This admin has 3 tokens, and Okta does not report which',
    );
    expect(told({ status: 'unavailable' })).toContain('Okta did not report when it expires');
  });

  it('of Oktopost, refused: the other region is offered, and changed only while nothing was created', () => {
    const refused = (elsewhere: 'not-asked' | 'works' | 'refused' | null, made = false): string =>
      page(
        snapshotAt('oktopost-token', {
          oktopost: { state: 'refused', error, elsewhere },
          app: made ? app : null,
        }),
      );
    expect(refused('not-asked')).toContain('The assistant can ask board.oktopost.com with the same token');
    expect(refused('works')).toContain('Change the region to United States');
    expect(refused('works', true)).not.toContain('Change the region');
    expect(refused('refused')).toContain('United States does not accept the token either');
    expect(refused(null)).not.toContain('other region');
  });

  it('of Oktopost, on its way into Okta: copied by Electron, pasted again in a browser', () => {
    const { assistant } = snapshotAt('connection');
    expect(page(snapshotAt('connection', { app }))).toContain('Not kept? Create a new one');
    const electron = { ...assistant, shell: 'electron', copiesSecrets: true } as const;
    expect(page(snapshotAt('connection', { app, assistant: electron }))).toContain('Copy the token');
    const missing = { oktopost: { state: 'token-needed' } } as const;
    expect(page(snapshotAt('connection', { app, assistant: electron, ...missing }))).not.toContain(
      'Copy the token',
    );
  });
});
