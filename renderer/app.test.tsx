import { describe, expect, it } from 'vitest';
import { noRollout } from '../shared/rollout';
import type { Snapshot } from '../shared/snapshot';
import { stepNames } from '../shared/step-names';
import { renderPage, wordsOf } from './testing/render';
import { railAt, snapshotAt } from '../shared/testing/snapshots';
import { screenIds, sideScreenIds } from '../shared/screens';
import type { Guided, GuidedStepId } from '../shared/screens';
import { error, page } from './testing/page';

const guided = (step: GuidedStepId, change: Partial<Guided>): Pick<Snapshot, 'guided'> => {
  const none = snapshotAt('welcome').guided;
  return { guided: { ...none, [step]: { ...none[step], ...change } } };
};

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

  it('claims nothing of what was changed without a connection: another page may have changed Okta since', () => {
    const gone = page(snapshotAt('plan', { changed: 'nothing' }), { alive: false });
    expect(gone).not.toContain('Nothing has been changed yet.');
    // In the band, which stays in sight, in the notice and in the bar.
    expect(gone.split('No connection to the assistant.')).toHaveLength(4);
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
