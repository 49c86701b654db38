import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samlApp } from '../../../practice/testing/test-org';
import { record } from '../../../practice/world/people';
import { endCertificates } from '../../../practice/world/signing-keys';
import type { OktaApp } from '../../../practice/world/state';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

describe('the undo of a new certificate in an app integration that stays', () => {
  let core: TestCore;
  let id: string;
  let kids: string[];
  beforeEach(async () => {
    core = await startTestCore();
    await core.begin();
    id = String(record((await core.org.api('POST', '/api/v1/apps', samlApp)).body)['id']);
    await core.run({ kind: 'app', adopt: id });
    await core.run({ kind: 'certificate-make' });
    kids = (ours().signingKeys ?? []).map(({ kid }) => kid);
    await core.run({ kind: 'certificate-activate', kid: kids[1] ?? '' });
  });
  afterEach(() => core.close());

  function ours(): OktaApp {
    const app = core.org.world.state.apps[id];
    if (app === undefined) throw new Error('the app is gone');
    return app;
  }

  it('signs with the one before again, says what that means, and names the one that stays', async () => {
    const plan = await core.preview(undo);
    const restore = plan.changes.find((change) => change.id === 'restore-app');
    expect(restore?.rows).toContainEqual(
      expect.objectContaining({ setting: 'sign-on.certificate', now: kids[1], after: kids[0] }),
    );
    expect(restore?.warnings.join(' ')).toContain('sign-ins fail from then on where Oktopost does not have');
    // To choose the app integration again does not sign with the new one.
    expect(restore?.undo).toContain('“Change the certificate”');
    expect(plan.undo?.remains.join('\n')).toMatch(/SHA-256 fingerprint [0-9A-F:]+\) stays in Okta/);
    expect((await core.apply(plan)).state).toBe('done');
    expect(ours().kid).toBe(kids[0]);
    expect(ours().signingKeys).toHaveLength(2);
  });

  it('says that sign-ins fail for sure where it was stated that Oktopost does not have the one before any more', async () => {
    await core.run({ kind: 'certificate-activate', kid: kids[0] ?? '' });
    await core.call('certificateChange.begin', {});
    await core.run({ kind: 'certificate-activate', kid: kids[1] ?? '' });
    await core.call('certificateChange.look', {});
    await core.call('certificateChange.state', { what: 'removed', done: true });
    const plan = await core.preview(undo);
    const restore = plan.changes.find((change) => change.id === 'restore-app');
    expect(restore?.warnings.join(' ')).toContain(
      'it was stated that Oktopost does not have that one any more',
    );
    expect(plan.undo?.remains.join(' ')).not.toContain('because the app integration stays in Okta.');
  });

  it('leaves the new one where the one before has ended, and says so', async () => {
    // The one before ends, and the new one after it.
    const [before, made] = ours().signingKeys ?? [];
    ours().kid = kids[0] ?? '';
    await endCertificates(core.org.world, -1);
    ours().kid = kids[1] ?? '';
    expect(ours().signingKeys?.[0]?.expiresAt).not.toBe(before?.expiresAt);
    expect(ours().signingKeys?.[1]).toEqual(made);
    const plan = await core.preview(undo);
    expect(plan.changes.flatMap(({ rows }) => rows.map(({ setting }) => setting))).not.toContain(
      'sign-on.certificate',
    );
    expect(plan.undo?.remains.join('\n')).toContain('goes on signing with the certificate that it has');
    await core.apply(plan);
    expect(ours().kid).toBe(kids[1]);
  });
});
