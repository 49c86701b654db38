import { describe, expect, it } from 'vitest';
import { emailType } from '../../shared/oktopost';
import { asObject } from '../okta/json';
import { drift, fileOf, finishedSetUp } from '../testing/drift';

// What a summary is believed: that a setting was so then, and what an admin may choose; not that something else should be.

const of = finishedSetUp();

describe('drift, and what the file says of a setting', () => {
  it('of what Okta does not take by API, and did not show then, says what to do by hand: it is no drift', async () => {
    const { ownApp, checked, withSetting, token } = of();
    asObject(asObject(ownApp().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'DONT_PUSH';
    const updateOn = 'user-name-format.update-on';
    const then = withSetting(updateOn, { value: 'not known', known: { how: 'unknown' } });
    const { code, report } = await checked(then);
    const row = report.rows.find(({ setting }) => setting === updateOn);
    expect(row).toMatchObject({
      ...{ state: 'cannot-be-read', expected: 'Create and update', actual: 'Create only' },
      note: expect.stringMatching(
        /^It was not known when .* Set it where it differs: Sign On tab, Settings, Edit\.$/,
      ),
    });
    expect(code).toBe(0);
    const run = async (...argv: string[]) =>
      drift([await fileOf(JSON.stringify(then)), '--practice', ...argv], { env: token() });
    const { out } = await run();
    expect(out).toContain(
      '1 setting is not as it should be, and was not known then: Update application username on.',
    );
    expect(out).not.toMatch(/Ask who changed|Restore/);
    expect((await run('--strict')).code).toBe(1);
    expect((await run('--markdown')).out).toMatch(/\| Update application username on \| .*Sign On tab/);
  });

  it('is restored by hand where a plan may not be able to: Okta need not take it by API', async () => {
    const { ownApp, checked, withSetting } = of();
    const known = { how: 'read-back', at: '2026-11-24T10:00:00.000Z' } as const;
    const then = withSetting('user-name-format.update-on', { value: 'Create and update', known });
    asObject(ownApp().body.settings, 'signOn')['audience'] = 'urn:other';
    asObject(asObject(ownApp().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'DONT_PUSH';
    const { report, drifted } = await checked(then);
    expect(drifted).toEqual(['sign-on.audience', 'user-name-format.update-on']);
    expect(report['back']).toEqual([
      { screen: 'plan', settings: [{ setting: 'sign-on.audience', next: null }] },
      {
        screen: null,
        settings: [
          {
            setting: 'user-name-format.update-on',
            next: 'Set it where it differs: Sign On tab, Settings, Edit.',
          },
        ],
      },
    ]);
  });

  it.each(['${source.login}', 'Okta username'])(
    'knows a username format that differed already, written %s in the file',
    async (value) => {
      const { ownApp, checked, withSetting } = of();
      ownApp().body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
      const known = { how: 'read-back', at: '2026-11-24T10:00:00.000Z' } as const;
      const { code, report } = await checked(withSetting('user-name-format', { value, known }));
      expect(code).toBe(0);
      expect(report.rows.find(({ setting }) => setting === 'user-name-format')?.note).toMatch(
        /It was so when the summary was made/,
      );
    },
  );

  it('takes what differed already, and says so, also where the summary asks for what Oktopost does not name', async () => {
    const { ownApp, checked, withSetting } = of();
    asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = '7';
    const admitted = await checked(withSetting('sign-on.relay-state', { value: '7' }));
    expect(admitted.report.rows.find(({ setting }) => setting === 'sign-on.relay-state')).toMatchObject({
      state: 'same',
      expected: '(none)',
      actual: '7',
      note: expect.stringContaining('should not be'),
    });
    expect(admitted.code).toBe(0);
    // An adopted app integration may keep one of its own.
    const kept = await checked(withSetting('sign-on.relay-state', { value: '7', expected: '7' }));
    expect(kept.code).toBe(0);
    expect(kept.report.rows.find(({ setting }) => setting === 'sign-on.relay-state')?.note).toMatch(
      /^Kept as it was found/,
    );
    asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = '8';
    const since = await checked(withSetting('sign-on.relay-state', { value: '7', expected: '7' }));
    expect(since).toMatchObject({ code: 1, drifted: ['sign-on.relay-state'] });
  });

  it('does not count among those that match what differed already', async () => {
    const { summary, token, ownApp, withSetting } = of();
    asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = '7';
    const admitted = withSetting('sign-on.relay-state', { value: '7' });
    const { code, out } = await drift([await fileOf(JSON.stringify(admitted)), '--practice'], {
      env: token(),
    });
    expect(code).toBe(0);
    const matching = /\nSame: (\d+) settings and the certificate match/.exec(out)?.[1];
    const unread = /(\d+) settings cannot be read/.exec(out)?.[1];
    expect(Number(matching) + Number(unread)).toBe(summary.settings.length - 1);
    expect(out).toContain('1 setting is not as it should be, and was not then: Default RelayState.');
  });

  it('is no drift that fewer people have another user name than their email; that more have is', async () => {
    const { ownApp, checked, withSetting } = of();
    const [assigned] = Object.values(ownApp().users);
    Object.assign(assigned ?? {}, { userName: 'ana' });
    const were = (value: string) => checked(withSetting('user-names', { value }));
    const fewer = await were('2');
    expect(fewer.report.rows.find(({ setting }) => setting === 'user-names')).toMatchObject({
      state: 'same',
      actual: '1',
      note: 'It was 2 when the summary was made, and should be 0.',
    });
    expect(fewer).toMatchObject({ code: 0, drifted: [] });
    const more = await were('0');
    expect(more).toMatchObject({ code: 1, drifted: ['user-names'] });
    const way = {
      setting: 'user-names',
      next: expect.stringMatching(/^Whoever arrived gets it by Update Now, which renames everyone/),
    };
    expect(more.report.back).toEqual([{ screen: null, settings: [way] }]);
    // Whom a repair gives the email, the assistant restores.
    Object.assign(assigned ?? {}, { externalId: null, syncState: 'DISABLED' });
    const repaired = {
      setting: 'user-names',
      next: expect.stringMatching(/^Who never arrived gets the email by “Repair/),
    };
    expect((await were('0')).report.back).toEqual([{ screen: 'rollout', settings: [repaired] }]);
  });

  it('takes no other words of a file for the note of a set-up', async () => {
    const { checked, withSetting } = of();
    const { code, report } = await checked(
      withSetting('app.admin-note', { expected: 'Ask Jo.', value: 'Ask Jo.' }),
    );
    expect(report).toMatchObject({ result: 'could-not-tell', error: { code: 'bad-input' } });
    expect(code).toBe(2);
  });

  it('takes each relay state that Oktopost knows where it was chosen, and sees when another one took its place', async () => {
    const { ownApp, checked, withSetting } = of();
    for (const chosen of ['1', '2']) {
      asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = chosen;
      const summaryOf = withSetting('sign-on.relay-state', { value: chosen, expected: chosen });
      expect((await checked(summaryOf)).code).toBe(0);
      asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = null;
      expect(await checked(summaryOf)).toMatchObject({ code: 1, drifted: ['sign-on.relay-state'] });
    }
  });

  it('does not need the summary to name a setting in order to see its drift', async () => {
    const { summary, ownApp, checked } = of();
    asObject(ownApp().body.settings, 'signOn')['audience'] = 'urn:someone:else';
    const { code, drifted } = await checked({ ...summary, settings: [] });
    expect(drifted).toContain('sign-on.audience');
    expect(code).toBe(1);
  });

  it('could not tell of a setting that it does not know', async () => {
    const { summary, checked } = of();
    const other = {
      ...summary,
      settings: summary.settings.map((row) => ({ ...row, setting: 'sign-on.responses' })),
    };
    const { code, report } = await checked(other);
    expect(report.error?.code).toBe('bad-input');
    expect(code).toBe(2);
  });

  it('keeps the work email mapped where that was chosen', async () => {
    const { ownApp, checked, withSetting } = of();
    const kept = 'user.email, on create and update';
    ownApp().toAppMapping.properties['email'] = { expression: 'user.email', pushStatus: 'PUSH' };
    expect((await checked()).drifted).toEqual(['mapping:email']);
    const chosen = withSetting('mapping:email', { value: kept, expected: kept });
    expect((await checked(chosen)).drifted).toEqual(['mapping:emailType']);
    ownApp().toAppMapping.properties['emailType'] = { expression: emailType.expression, pushStatus: 'PUSH' };
    expect((await checked(chosen)).code).toBe(0);
    delete ownApp().toAppMapping.properties['email'];
    expect((await checked(chosen)).drifted).toEqual(['mapping:email']);
  });
});
