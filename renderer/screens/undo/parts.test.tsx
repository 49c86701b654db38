import { describe, expect, it } from 'vitest';
import { renderPart, wordsOf } from '../../testing/render';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { ByHand } from './by-hand';
import { DriftTable } from './drift-table';
import type { UndoByHand } from '../../../shared/plan';

describe('what an undo shows beside its plan', () => {
  it('shows where, in which order, and what Okta shows of it', () => {
    const steps: UndoByHand[] = [
      {
        title: 'Set Provisioning back to None',
        link: 'https://acme-admin.okta.com/admin/app/acme_1/instance/0oa1/#tab-general',
        actions: ['Open the General tab, App Settings, and choose Edit.', 'Set Provisioning to None.'],
        known: 'not-yet',
        evidence: 'features: SCIM_PROVISIONING',
        values: [{ label: 'Name ID', value: '${user.email}' }],
      },
    ];
    const html = renderPart(<ByHand steps={steps} readAt={at} isAlone={false} />, snapshotAt('undo'));
    // There may be several, each with its own page.
    expect(html).toContain('aria-label="Open this page in Okta: Set Provisioning back to None"');
    expect(html).toContain('href="https://acme-admin.okta.com/admin/app/acme_1/instance/0oa1/#tab-general"');
    const words = wordsOf(html);
    for (const part of [
      'Not done yet.',
      'Set Provisioning to None.',
      'features: SCIM_PROVISIONING',
      'Name ID ${user.email}',
    ]) {
      expect(words).toContain(part);
    }
  });

  it('shows what someone else changed, with all three values', () => {
    const drift = [{ setting: 'sign-on.name-id' as const, before: 'a', left: 'b', now: 'c' }];
    const words = wordsOf(renderPart(<DriftTable drift={drift} />, snapshotAt('undo')));
    expect(words).toContain('Name ID a b c');
  });
});
