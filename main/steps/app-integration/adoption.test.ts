import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samlApp } from '../../../practice/testing/test-org';
import type { OktaApp } from '../../../practice/world/state';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore({ region: 'us' });
});
afterEach(() => core.close());

/** An app integration that somebody made by hand: its user names are updated on creation only, saved on the Sign On tab. */
async function madeByHand(template = '${source.login}'): Promise<OktaApp> {
  const { body } = await core.org.api('POST', '/api/v1/apps', samlApp);
  const app = core.org.world.state.apps[z.object({ id: z.string() }).parse(body).id];
  if (app === undefined) throw new Error('it was not made');
  app.body.credentials['userNameTemplate'] = { template, type: 'BUILT_IN', pushStatus: 'DONT_PUSH' };
  return app;
}

const prebuilt = (): OktaApp => {
  const app = Object.values(core.org.world.state.apps).find(({ name }) => name === 'oktopost');
  if (app === undefined) throw new Error('it is not there');
  app.body.credentials['userNameTemplate'] = {
    template: '${source.login}',
    type: 'BUILT_IN',
    pushStatus: 'DONT_PUSH',
  };
  return app;
};

const updateOn = 'user-name-format.update-on';
const createOnly = { setting: updateOn, now: 'Create only', after: 'Create and update' };
const writes = (): number =>
  core.org.world.state.log.filter(({ eventType }) => eventType === 'application.lifecycle.update').length;

describe('an adoption', () => {
  it.each([
    ['board', madeByHand],
    ['admin-application', () => Promise.resolve(prebuilt())],
  ] as const)(
    'of %s writes note and settings at once, all that the plan names',
    async (destination, made) => {
      await core.begin({ destination });
      const app = await made();
      const before = writes();
      const plan = await core.preview({ kind: 'app', adopt: app.id });
      expect(plan.changes.map(({ id }) => id)).toEqual(['app']);
      const [adoption] = plan.changes;
      expect(adoption?.rows).toContainEqual(expect.objectContaining(createOnly));
      expect(adoption?.undo).toMatch(
        /out of the note again, and sets the values of the column “Now” again\.$/,
      );
      expect(await core.apply(plan)).toMatchObject({ state: 'done', error: null });
      expect(writes()).toBe(before + 1);
      expect(app.body.credentials['userNameTemplate']).toMatchObject({ template: '${source.email}' });
      // Okta forgot it, which is what the next plan, and the undo, have to know.
      expect((await core.snapshot()).appChecks.find(({ setting }) => setting === updateOn)).toMatchObject({
        actual: null,
      });
      const undo = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
      expect(undo.changes.flatMap(({ rows }) => rows)).toContainEqual(
        expect.objectContaining({ setting: updateOn, now: '(none)', after: 'Create only' }),
      );
      expect(undo.undo?.drift).toEqual([]);
      // Nor does Okta take it back, and the undo does not say that it did.
      const { checks } = await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
      expect(checks.find(({ setting }) => setting === updateOn)).toMatchObject({
        ...{ expected: 'Create only', actual: '(none)', state: 'different' },
        next: expect.stringContaining('Sign On tab'),
      });
    },
  );

  it('names a setting that its write may reset, also where nothing else is to be changed', async () => {
    await core.begin();
    const app = await madeByHand('${source.email}');
    const plan = await core.preview({ kind: 'app', adopt: app.id });
    expect(plan.changes.flatMap(({ rows }) => rows.map(({ setting }) => setting))).toEqual([
      updateOn,
      'app.admin-note',
    ]);
    expect((await core.apply(plan)).state).toBe('done');
  });
});
