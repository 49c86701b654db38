import { describe, expect, it, onTestFinished } from 'vitest';
import type { SignInWay } from '../../shared/single-sign-on';
import type { Snapshot } from '../../shared/snapshot';
import { statedRows } from '../../shared/stated';
import { logSignIn } from '../../practice/provisioning/system-log';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import { eachAtSingleSignOn } from '../testing/at-single-sign-on';
import type { TestCore } from '../testing/core';
import { endlessClock } from '../testing/endless-clock';
import { usersOf } from '../../practice/world/directory';
import type { OktaUser } from '../../practice/world/state';

let core: TestCore;
eachAtSingleSignOn((started) => {
  core = started;
});

const person = (): OktaUser => {
  const user = usersOf(core.org.world.state).find(({ profile }) => profile['firstName'] === 'Bruno');
  if (user === undefined) throw new Error('nobody is called Bruno');
  return user;
};
const signsIn = (begunBy: 'idp' | 'sp'): void => {
  logSignIn(core.org.world, core.ours(), person(), begunBy);
};
const railState = async () =>
  (await core.snapshot()).rail.find(({ screen }) => screen === 'single-sign-on')?.state;
const checkOf = async (way: SignInWay) => (await core.snapshot()).signIns.checks[way];
const seen = async (way: SignInWay) => {
  await core.call('signIn.lookNow', {});
  return core.until(`the sign-in ${way} is seen`, ({ signIns }) => signIns.checks[way].event !== null);
};

describe('the sign-ins', () => {
  it('are done as stated when both worked, also where Okta logged its part: nobody read that Oktopost let the person in', async () => {
    expect(await railState()).toBe('needs-you');
    await core.call('signIn.begin', { way: 'from-oktopost' });
    signsIn('sp');
    await seen('from-oktopost');
    expect((await checkOf('from-oktopost')).event?.who).toBe(person().profile['login']);
    await core.call('signIn.decide', { way: 'from-oktopost', result: 'worked' });
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    await seen('from-okta');
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect(await railState()).toBe('done-stated');
    const { signOn, left, ...summary } = await core.call('summary.get', {});
    expect(statedRows({ ...summary, signOn }).filter(({ text }) => text.startsWith('Sign-in'))).toMatchObject(
      [{ by: 'admin@bellwether.example' }, { by: 'admin@bellwether.example' }],
    );
    expect(signOn?.checks.map(({ way, result, event }) => [way, result, event !== null])).toEqual([
      ['from-oktopost', 'worked', true],
      ['from-okta', 'worked', true],
    ]);
    expect(left.map(({ text }) => text).join(' ')).toContain('Decide whether to tick “Require SSO”');
    await core.restart();
    expect(await railState()).toBe('done-stated');
  });

  it('count no earlier sign-in, none of another way, and none twice', async () => {
    signsIn('sp');
    await core.call('signIn.begin', { way: 'from-oktopost' });
    signsIn('idp');
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-oktopost')).event).toBeNull();
    signsIn('sp');
    await seen('from-oktopost');
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-okta')).event).toBeNull();
    signsIn('idp');
    const both = await seen('from-okta');
    const ids = Object.values(both.signIns.checks).map(({ event }) => event?.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('count one whose way Okta does not report for the check that is under way', async () => {
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    const entry = core.org.world.state.log.at(-1);
    delete entry?.debugData;
    await seen('from-okta');
  });

  it('count none that came after what was said of the one before', async () => {
    let ahead = 0;
    const now = () => new Date(Date.now() + ahead);
    core = await startTestCore({ now }, { ports: () => ({ clock: { ...systemClock, now } }) });
    onTestFinished(core.close);
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    ahead = 5_000;
    signsIn('idp');
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-okta')).event).toBeNull();
  });

  it('say when the log is read next, also after a look that was asked for', async () => {
    core = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
    onTestFinished(core.close);
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('signIn.begin', { way: 'from-okta' });
    const isDue = ({ signIns: { watching, nextLookAt } }: Snapshot): boolean =>
      watching && nextLookAt !== null;
    await core.until('the next look is due', isDue);
    await core.call('signIn.lookNow', {});
    await core.until('the next look is due again', isDue);
  });

  it('are looked for on, where one did not work that the log may show late, until a minute or two are over', async () => {
    let ahead = 0;
    const now = () => new Date(Date.now() + ahead);
    core = await startTestCore({ now }, { ports: () => ({ clock: { ...endlessClock, now } }) });
    onTestFinished(core.close);
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('signIn.begin', { way: 'from-okta' });
    const isWatching = async () => {
      await core.call('signIn.lookNow', {});
      return (await core.snapshot()).signIns.watching;
    };
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    expect(await isWatching()).toBe(true);
    ahead = 3 * 60_000;
    expect(await isWatching()).toBe(false);
    // Once that is taken back the check waits for a sign-in again.
    await core.call('signIn.decide', { way: 'from-okta', result: 'open' });
    expect(await isWatching()).toBe(true);
    ahead += 5_000;
    signsIn('idp');
    await seen('from-okta');
  });

  it('are done as stated when Okta shows none, and failed when one did not work', async () => {
    for (const way of ['from-oktopost', 'from-okta'] as const) {
      await core.call('signIn.begin', { way });
      await core.call('signIn.decide', { way, result: 'worked' });
    }
    expect(await railState()).toBe('done-stated');
    const decided = (await core.call('summary.get', {})).left.map(({ text }) => text).join(' ');
    expect(decided).toContain('it was stated that both sign-ins worked; Okta shows ');
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    expect(await railState()).toBe('failed');
    const { left } = await core.call('summary.get', {});
    expect(left.find(({ step }) => step === 'single-sign-on')).toMatchObject({
      kind: 'fault',
      text: 'Put the sign-in from the Okta tile right: it did not work. Do not tick “Require SSO” in Oktopost before.',
    });
    await core.call('signIn.decide', { way: 'from-okta', result: 'open' });
    expect(await checkOf('from-okta')).toMatchObject({ result: 'open', decidedAt: null });
  });

  it('that did not work are kept when they are tried again, and told by the evidence', async () => {
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    await seen('from-okta');
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    const { event } = await checkOf('from-okta');
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.begin', { way: 'from-okta' });
    const { failed } = (await core.snapshot()).signIns;
    expect(failed).toMatchObject([
      { way: 'from-okta', event },
      { way: 'from-okta', event: null },
    ]);
    // One that is taken back was a mistake of who said it.
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'open' });
    await core.call('signIn.begin', { way: 'from-okta' });
    expect((await core.snapshot()).signIns.failed).toEqual(failed);
  });

  it('can be left for later, which the summary lists, and taken up again', async () => {
    await core.call('signIn.later', { later: true });
    expect(await railState()).toBe('skipped');
    expect((await core.call('summary.get', {})).left).toContainEqual(
      expect.objectContaining({
        kind: 'open',
        text: expect.stringContaining('Try the sign-in from Oktopost'),
      }),
    );
    await core.call('signIn.begin', { way: 'from-okta' });
    expect(await railState()).toBe('needs-you');
  });

  it('are tried without the System Log where this token may not read it', async () => {
    const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'no' });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([{ target: 'okta', path: '/api/v1/logs', times: 50, answer }]);
    await core.call('signIn.begin', { way: 'from-okta' });
    const { signIns } = await core.until('the refusal is shown', ({ signIns: { error } }) => error !== null);
    expect(signIns.error?.code).toBe('missing-right');
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect((await checkOf('from-okta')).result).toBe('worked');
  });
});
