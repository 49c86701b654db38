import { expect, it } from 'vitest';
import { updateOn } from '../../shared/settings';
import { asObject } from '../okta/json';
import { settingStatement } from '../summary/statements';
import type { TestCore } from '../testing/core';
import { expectFailed, lifeEnded, live } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});

it('beats what was stated before it, of which the summary tells as the tests do; what is stated after it asks for another test', async () => {
  await prepared.again();
  // As a new app integration has it: Okta shows nothing of it, and updates no user name.
  for (const { body } of Object.values(core.org.world.state.apps)) {
    const template = asObject(asObject(body, 'credentials'), 'userNameTemplate');
    Object.assign(template, { pushStatus: undefined });
  }
  const id = settingStatement(updateOn, 'Create and update');
  const say = () => core.call('summary.state', { id, done: true });
  const told = async () => {
    const summary = await core.call('summary.get', {});
    return {
      ...summary,
      row: summary.settings.find(({ setting }) => setting === updateOn),
      item: summary.left.find(({ settings }) => settings.includes(updateOn)),
    };
  };
  // It was shown before: that is over once it is stated.
  await told();
  await say();
  expect((await told()).row?.known).toMatchObject({ how: 'stated' });
  const failed = await live(core);
  expectFailed(failed, 'user-name', 'user-name-not-updated');
  const measured = await told();
  const by = { user: measured.lifeCycleTests?.at(-1)?.user };
  expect(measured.row).toMatchObject({
    value: 'Create only',
    known: { how: 'proven-by-life-cycle', ...by },
    measured: null,
  });
  expect(measured.stated).toEqual([]);
  expect(measured.item).toMatchObject({ kind: 'fault', statement: id });
  expect(measured.item?.text).toMatch(
    /It is “Create only”, as the life-cycle test of .* measured at .*stated otherwise/,
  );
  expect(measured.lifeCycleTests?.at(-1)?.phases).toContainEqual(
    expect.objectContaining({ phase: 'user-name', result: 'failed' }),
  );
  await say();
  const said = await told();
  expect(said.row).toMatchObject({
    value: 'Create and update',
    known: { how: 'stated' },
    measured: { value: 'Create only', ...by },
  });
  expect(said.item).toMatchObject({ kind: 'open', statement: null });
  expect(said.item?.text).toMatch(
    /was stated at .*, after the life-cycle test of .* measured “Create only” at .*Test again/,
  );
  core.byHand.updateUserNames();
  core.byHand.changeLastName(failed.user?.id ?? '', 'Changed');
  await core.org.world.idle();
  await core.call('lifeCycle.resume', { from: 'again' });
  await core.until('it ends', (state) => lifeEnded(state.lifeCycle));
  const right = await told();
  expect(right.row).toMatchObject({
    value: 'Create and update',
    known: { how: 'read-back' },
    measured: null,
  });
  expect(right.item).toBeUndefined();
});
