import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PeopleResult } from '../../../shared/people';
import { noRollout } from '../../../shared/rollout';
import { railAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import type { Explained } from '../../../shared/explained';
import { words as explainWords } from '../explain/words';
import { licencesLabel } from '../../words/licences';
import { PeopleScreen } from './people-screen';
import { words } from './words';
import { result, at, done, handlers, grid } from '../../testing/people';

describe('the people screen', () => {
  it('searches groups by a button that is called so', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), {
      'people.groups': () => ok({ found: [{ id: '00g1', name: 'Sales' }], more: false }),
    });
    await press(words.source.groups, 'radio');
    fireEvent.change(screen.getByLabelText(words.source.query), { target: { value: 'Sa' } });
    await press(words.source.find);
    expect(callsOf('people.groups')).toEqual([{ query: 'Sa' }]);
    expect(screen.getByRole('checkbox', { name: 'Sales' })).toBeDefined();
  });

  it('says why nothing can be checked before somebody is chosen', async () => {
    await show(<PeopleScreen />, at({}), handlers);
    expect(barState()).toBe(words.state.none);
    for (const kind of [words.source.groups, words.source.emails]) {
      await press(kind, 'radio');
      expect(barState()).toBe(words.state.choose);
    }
    await press(words.source.assigned, 'radio');
    expect(barState()).toBe(words.state.none);
  });

  it('asks for no list of failed migrations any more once one is read, and keeps it', async () => {
    const explained: Explained = {
      ...{ file: 'failed.csv', read: 'failed-migrations', messages: 0, groups: [], moreGroups: 0 },
      ...{ peopleTotal: 0, lookedUp: null },
      skipped: { succeeded: 0, noEvent: 0, noReason: 0, prose: 0 },
    };
    await show(<PeopleScreen />, at({}), { ...handlers, 'explain.read': () => ok(explained) });
    await press(words.view.migrations, 'radio');
    expect(barState()).toBe(words.state.migrations);
    const input = screen.getByText(words.migrations.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    await act(async () => {
      fireEvent.change(input, { target: { files: [new File(['a'], 'failed.csv')] } });
    });
    await screen.findByRole('button', { name: words.migrations.another });
    expect(barState()).toBe(explainWords.state.explained(explained));
    await press(words.view.readiness, 'radio');
    await press(words.view.migrations, 'radio');
    await press(words.migrations.another);
    expect(barState()).toBe(words.state.migrations);
  });

  it('names a list of failed migrations that is too large, and sends nothing', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), {});
    await press(words.view.migrations, 'radio');
    const input = screen.getByText(words.migrations.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    const large = new File([new Uint8Array(8 * 1024 * 1024 + 1)], 'failed.csv');
    await act(async () => {
      fireEvent.change(input, { target: { files: [large] } });
    });
    expect(screen.getByText('“failed.csv” is larger than 8 MiB. Split it, or export less.')).toBeDefined();
    expect(callsOf('explain.read')).toEqual([]);
  });

  it('of the pre-built app promises no list of Oktopost, which cannot be read there', async () => {
    await show(<PeopleScreen />, { ...at({}), rail: [] }, {});
    expect(screen.getByText(words.explainWithoutOktopost.readiness)).toBeDefined();
    expect(screen.queryByText(words.explain.readiness)).toBeNull();
  });

  it('of a custom app says that both lists are read', async () => {
    await show(<PeopleScreen />, { ...at({}), rail: railAt('oktopost-token') }, {});
    expect(screen.getByText(words.explain.readiness)).toBeDefined();
  });

  it('says that others in Okta who share an email are found by a list alone', async () => {
    await show(<PeopleScreen />, { ...at({}), rail: railAt('oktopost-token') }, {});
    expect(screen.getByText(words.source.sharing)).toBeDefined();
    await press(words.source.groups, 'radio');
    expect(screen.getByText(words.source.sharing)).toBeDefined();
    await press(words.source.emails, 'radio');
    expect(screen.queryByText(words.source.sharing)).toBeNull();
  });

  it('goes on with a reading that a restart interrupted, without asking whom', async () => {
    const source = { kind: 'groups' as const, names: ['Sales', 'Support'] };
    const interrupted = { at: result.at, read: 1500, source };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'stopped', interrupted }), {
      'people.resume': () => ok(null),
    });
    expect(screen.getByText(words.interrupted(interrupted)).textContent).toContain(
      'the members of Sales, Support; 1,500 people were read',
    );
    expect(barState()).toBe(words.state.interrupted);
    await press(words.resume);
    expect(callsOf('people.resume')).toEqual([{ view: 'readiness' }]);
  });

  it('says that whom Okta did not assign in a rollout is in no row of who arrived', async () => {
    const rollout = { ...noRollout, refused: 2 };
    const { reconciliation } = done.people;
    await show(
      <PeopleScreen />,
      {
        ...done,
        rollout,
        people: { ...done.people, reconciliation: { ...reconciliation, ...done.people.readiness } },
      },
      handlers,
    );
    expect(screen.queryByText(words.result.refused(2))).toBeNull();
    await press(words.view.reconciliation, 'radio');
    expect(screen.getByText(words.result.refused(2)).textContent).toMatch(
      /^2 people .* and so stand in no row/,
    );
  });

  it('hides what was read of others when another choice is made, and keeps the groups that were chosen', async () => {
    const { send, callsOf } = await show(<PeopleScreen />, done, {
      ...handlers,
      'people.groups': () => ok({ found: [{ id: '00g1', name: 'Sales' }], more: false }),
    });
    expect(await grid()).toBeDefined();
    await press(words.source.groups, 'radio');
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    expect(barState()).toBe(words.state.choose);
    fireEvent.change(screen.getByLabelText(words.source.query), { target: { value: 'Sa' } });
    await press(words.source.find);
    await press('Sales', 'checkbox');
    await send({ people: at({ phase: 'reading' }).people });
    expect(screen.queryByRole('checkbox', { name: 'Sales' })).toBeNull();
    const source: PeopleResult['source'] = { kind: 'groups', names: ['Sales'] };
    await send({ people: at({ phase: 'done', version: 4, result: { ...result, source } }).people });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Sales' }).checked).toBe(true);
    expect(await grid()).toBeDefined();
    await press(common.checkAgain);
    expect(callsOf('people.read')).toEqual([
      { view: 'readiness', source: { kind: 'groups', groups: [{ id: '00g1', name: 'Sales' }] } },
    ]);
  });

  it('hides what was read of one group when another is chosen as well', async () => {
    const source: PeopleResult['source'] = { kind: 'groups', names: ['Sales'] };
    await show(<PeopleScreen />, at({ phase: 'done', version: 4, result: { ...result, source } }), {
      ...handlers,
      'people.groups': () =>
        ok({
          found: [
            { id: '00g1', name: 'Sales' },
            { id: '00g2', name: 'Support' },
          ],
          more: false,
        }),
    });
    expect(await grid()).toBeDefined();
    fireEvent.change(screen.getByLabelText(words.source.query), { target: { value: 'S' } });
    await press(words.source.find);
    await press('Sales', 'checkbox');
    expect(await grid()).toBeDefined();
    await press('Support', 'checkbox');
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    expect(barState()).toBe(words.state.none);
  });

  it('shows nobody of an earlier file under the name of another, which is chosen only until it is refused', async () => {
    const ofFile = { ...result, source: { kind: 'emails' as const, file: 'staff.csv', emails: 4 } };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'done', version: 3, result: ofFile }), {
      ...handlers,
      'people.read': () => refused(),
    });
    expect(await grid()).toBeDefined();
    const input = screen.getByText(words.source.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    await act(async () => {
      fireEvent.change(input, { target: { files: [new File(['nothing'], 'bad.csv')] } });
    });
    expect(
      await screen.findByText(words.source.chosen('bad.csv'), undefined, { timeout: 20_000 }),
    ).toBeDefined();
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    await press(common.checkAgain);
    expect(callsOf('people.read')).toHaveLength(1);
    expect(screen.queryByText(words.source.chosen('bad.csv'))).toBeNull();
    // Under the refusal they would be taken for the people of the file that was refused.
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    expect(screen.getByRole('button', { name: common.checkAgain })).toHaveProperty('disabled', true);
  });

  it('reads whom the admin chose', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), { 'people.read': () => ok(null) });
    expect(barState()).toBe(words.state.none);
    await press(words.read);
    expect(callsOf('people.read')).toEqual([{ view: 'readiness', source: { kind: 'assigned' } }]);
  });

  it('shows progress with what is known of the time, and stops', async () => {
    const progress = {
      okta: { read: 1500, total: null, isTotalOld: false },
      oktopost: { read: 200, total: 900, isTotalOld: false },
      secondsLeft: 75,
      perMinute: 540,
      waitsUntil: null,
    };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'reading', progress }), {
      'people.stop': () => ok(null),
    });
    expect(screen.getByText(words.progress.of(progress.okta))).toBeDefined();
    expect(screen.getByText('At least 1 min more.')).toBeDefined();
    await press(words.stop);
    expect(callsOf('people.stop')).toHaveLength(1);
  });

  it('without an Oktopost token says so, and claims no number of licences', async () => {
    const unread = {
      oktopost: 'no-token',
      activeAccounts: null,
      newcomers: null,
      newcomersOnceMended: null,
    } as const;
    await show(
      <PeopleScreen />,
      at({ phase: 'done', version: 3, result: { ...result, ...unread } }, 100),
      handlers,
    );
    expect(screen.getByText(words.result.oktopost['no-token'])).toBeDefined();
    expect(screen.queryByLabelText(licencesLabel)).toBeNull();
    expect(screen.queryByText(/would need one/)).toBeNull();
  });

  it('counts licences', async () => {
    await show(<PeopleScreen />, at({ phase: 'done', version: 3, result }, 100), handlers);
    expect(screen.getByText(words.licences.verdict(-10))).toBeDefined();
    expect(screen.getByText(/^70 people would need one now, and 8 more/)).toBeDefined();
  });
});
