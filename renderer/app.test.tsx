import { labelOf } from '../shared/settings';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../shared/errors';
import { regions } from '../shared/oktopost';
import { noRollout } from '../shared/rollout';
import type { Snapshot } from '../shared/snapshot';
import type { SignInCheck } from '../shared/single-sign-on';
import { stepNames } from '../shared/step-names';
import { SignInPart } from './screens/single-sign-on/sign-in-part';
import { renderPage, renderPart, wordsOf } from './testing/render';
import { runOf, sameCheck } from '../shared/testing/plans';
import { app, connected, noSignIns, railAt, snapshotAt } from '../shared/testing/snapshots';
import { at } from '../shared/testing/time';
import { guidedStepIds, screenIds, sideScreenIds } from '../shared/screens';
import type { Guided, GuidedStepId } from '../shared/screens';
import type { ApiToken } from '../shared/connection';

const error: AppError = {
  code: 'missing-right',
  message: 'Okta refused to create the app integration.',
  owner: 'okta-admin',
  next: 'Use a token of an admin who may create app integrations.',
  retry: true,
  field: null,
  okta: { request: 'POST /api/v1/apps', status: 403, errorCode: 'E0000006', errorId: 'oae1', causes: ['no'] },
  at,
};

const guided = (step: GuidedStepId, change: Partial<Guided>): Pick<Snapshot, 'guided'> => {
  const none = snapshotAt('welcome').guided;
  return { guided: { ...none, [step]: { ...none[step], ...change } } };
};

const page = (...parts: Parameters<typeof renderPage>): string => wordsOf(renderPage(...parts));

describe('every screen', () => {
  it.each([...screenIds, ...sideScreenIds])(
    '%s has one h1, the steps, and says that nothing was changed',
    (screen) => {
      const html = renderPage(snapshotAt(screen));
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toContain('aria-label="Steps"');
      for (const step of railAt(screen)) expect(wordsOf(html)).toContain(stepNames[step.screen]);
      expect(wordsOf(html)).toContain('Nothing has been changed yet.');
    },
  );

  it.each([...screenIds, ...sideScreenIds])(
    '%s shows its failure with owner, next action and evidence',
    (screen) => {
      const words = page(snapshotAt(screen), { errors: { [screen]: error } });
      expect(words).toContain(error.message);
      expect(words).toContain('You, the Okta admin');
      expect(words).toContain(error.next);
      expect(words).toContain('Okta error id: oae1');
    },
  );
});

describe('the band', () => {
  it('names practice, and the real org with its address', () => {
    expect(page(snapshotAt('plan', { mode: 'practice' }))).toContain(
      'Practice · nothing here reaches a real org',
    );
    expect(page(snapshotAt('plan'))).toContain('Acme · https://acme.okta.com');
  });

  it('says when something was changed', () => {
    expect(page(snapshotAt('plan', { changed: 'something' }))).toContain('This set-up has changed Okta.');
    const undone = page(snapshotAt('undo', { changed: 'undone' }));
    expect(undone).toContain('The assistant’s part was undone.');
    expect(undone).not.toContain('has changed Okta');
  });

  it('says no more of a saved set-up than its file does, and nothing of an org that has nothing of it', () => {
    const saved = { changed: 'when-saved', fromFile: true } as const;
    expect(page(snapshotAt('plan', saved))).toContain('It had changed Okta when it was saved.');
    const elsewhere = page(snapshotAt('plan', { ...saved, fileIsOfElsewhere: true }));
    expect(elsewhere).toContain('Nothing has been changed here.');
    expect(elsewhere).not.toContain('changed Okta');
  });
});

describe('banners', () => {
  it('tell that the assistant is gone', () => {
    expect(page(snapshotAt('plan'), { alive: false })).toContain('No connection to the assistant.');
    // Without it another folder's set-up would open.
    expect(page(snapshotAt('plan'), { alive: false })).toContain(
      'npm start -- --browser --folder "/home/it/assistant"',
    );
    expect(page(snapshotAt('plan'))).not.toContain('No connection to the assistant.');
  });

  it('name whom a repair has unassigned where the assistant has stopped or needs a token', () => {
    const repair = {
      ...{
        of: { kind: 'too-early' as const },
        state: 'paused' as const,
        people: 8,
        done: 0,
        between: 1,
        failed: 0,
      },
      ...{ betweenNames: ['Kenji Mori'], failedNames: [], waitsUntil: null, isStopping: false, error: null },
      isFollowed: false,
    };
    const rollout = { ...noRollout, repair };
    const named = 'Not assigned at this moment: Kenji Mori.';
    expect(page(snapshotAt('plan', { rollout }), { alive: false })).toContain(named);
    expect(page(snapshotAt('plan', { rollout, okta: { state: 'token-needed' } }))).toContain(named);
    expect(page(snapshotAt('plan', { okta: { state: 'token-needed' } }))).not.toContain('Not assigned');
  });

  it('ask for a token that was not stored, except on its own screen', () => {
    const missing = { okta: { state: 'token-needed' } } as const;
    expect(page(snapshotAt('scim-on', missing))).toContain('Sign in to Okta');
    expect(page(snapshotAt('connect-okta', missing))).not.toContain('Sign in to Okta');
  });
});

describe('a guided step that was undone', () => {
  const lost = guided('scim-on', { known: 'lost' });

  it('is shown on every other screen, with a button to it', () => {
    const words = page(snapshotAt('test-user', lost));
    expect(words).toContain('No longer done: “Turn SCIM on”.');
    expect(words).toContain('Go to Turn SCIM on');
  });

  it('is shown only once on its own screen', () => {
    expect(page(snapshotAt('scim-on', lost))).not.toContain('No longer done');
  });
});

describe('the steps', () => {
  it('are buttons only where they can be reached', () => {
    const html = renderPage(snapshotAt('plan'));
    const steps = html.slice(html.indexOf('<ol class="steps"'), html.indexOf('</ol>'));
    expect(steps.match(/<button/g)).toHaveLength(5);
    expect(steps.match(/<span class="step"/g)).toHaveLength(8);
    expect(steps).toContain('aria-current="step"');
  });
});

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
        <SignInPart way="from-okta" tile={null} />,
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
    expect(show({ result: 'did-not-work', event })).toContain('Okta did its part, so look at Oktopost');
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
