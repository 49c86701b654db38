import { describe, expect, it } from 'vitest';
import { documentHtml } from '../export/html';
import { documentMarkdown } from '../export/markdown';
import type { ShownPlan } from '../plans/engine';
import { planDocument, planFileName } from './plan-document';
import { newSession } from '../storage/session';
import { afterPlan } from '../../shared/after-plan';
import { targetOf } from '../../shared/oktopost';
import type { Change, Plan } from '../../shared/plan';

const plan: Plan = {
  id: 'plan-1',
  scope: { kind: 'mapping' },
  at: '2026-11-24T02:03:04.000Z',
  lockOut: [],
  warnings: ['What Okta sends later overwrites Oktopost’s values.'],
  notes: [],
  blockers: ['Turn SCIM on first.'],
  step: null,
  assigned: { users: 1500, groups: 2, more: false },
  existingApps: [
    {
      id: '0oa9',
      label: 'Oktopost old',
      status: 'INACTIVE',
      created: '2025-01-01T00:00:00.000Z',
      lastUpdated: '2025-02-01T00:00:00.000Z',
      fit: 'other-region',
      why: 'It leads to Oktopost’s other region.',
      assigned: { users: 12, groups: 1, more: false },
      scimOn: true,
      differs: ['sign-on.acs-url', 'sign-on.recipient'],
      byHand: ['sign-on.response'],
    },
  ],
  undo: null,
  changes: [
    {
      id: 'map',
      title: 'Change the profile mapping',
      verb: 'update',
      warnings: ['Emails will change.'],
      pushes: 1412,
      undo: 'Map the attributes again in Okta.',
      irreversibleEffect: 'Values pushed meanwhile.',
      rows: [
        {
          setting: 'mapping:givenName',
          now: 'user.a',
          after: 'user.firstName',
          verb: 'change',
          note: 'As the article says.',
        },
        { setting: 'mapping:title', now: 'user.title', after: null, verb: 'remove', note: null },
      ],
    },
  ],
};
const shown: ShownPlan = {
  plan,
  orgUrl: 'https://acme.okta.com',
  session: {
    ...newSession(),
    mode: 'real',
    destination: 'board',
    region: 'eu',
    org: {
      name: 'Acme',
      subdomain: 'acme',
      login: null,
      roles: null,
      rights: [],
      checkedAt: '2026-11-24T02:00:00.000Z',
    },
    app: {
      id: '0oa1',
      name: 'acme_oktopost_1',
      label: 'Oktopost Social Advocacy',
      status: 'ACTIVE',
      createdByUs: true,
      adminOrigin: null,
    },
  },
};
const made = new Date('2026-11-24T02:10:00.000Z');
const written = (given: ShownPlan, write = documentMarkdown): string =>
  write(planDocument(given, '0.1.0', made));

describe('a plan for a change ticket', () => {
  it('holds the whole plan as it was shown, and that nothing of it is written', () => {
    expect(written(shown)).toBe(`# Plan for Oktopost in Okta: the attribute mapping

> **When this file was made, nothing of this plan had been written to Okta. The assistant writes exactly this, and only after it was approved on its screen.**

| About | Value |
| --- | --- |
| Okta org | Acme, https://acme.okta.com |
| Mode | real org |
| App integration | Oktopost Social Advocacy (0oa1) |
| Oktopost | advocacy board, Europe |
| Read from Okta | 2026-11-24 02:03 UTC |
| Made | 2026-11-24 02:10 UTC by 0.1.0 |
| Plan | plan-1 |

## What stops it

- Turn SCIM on first.

## App integrations that Okta already has and that may be for Oktopost

| App integration | Id | Status | Made | Why it is named | Assigned | Settings that the plan would change | Set by hand |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Oktopost old | 0oa9 | INACTIVE | 2025-01-01 00:00 UTC | It leads to Oktopost’s other region. | 12 people and one group are assigned. | Single sign-on URL, Recipient URL | Response |

## In numbers

| What | How much |
| --- | --- |
| Changes | 1 to change, 1 to remove. |
| Assigned already | 1,500 people and 2 groups are assigned. |
| Goes to Oktopost | 1,412 users, by Okta. |

## Warnings

- What Okta sends later overwrites Oktopost’s values.
- Emails will change.

## Change: Change the profile mapping

| Setting | Now | Will be | Change | Note |
| --- | --- | --- | --- | --- |
| givenName | user.a | user.firstName | Change | As the article says. |
| title | user.title | nothing | Remove |  |

Okta will send Oktopost a change for 1,412 users because of this.

To undo: Map the attributes again in Okta.

## Remains after an undo

- Values pushed meanwhile.
`);
  });

  it('lists many changes of one setting each, with every value', () => {
    const [change] = shown.plan.changes;
    if (change === undefined) throw new Error('no change');
    const changes = Array.from({ length: 100_000 }, (_, index): Change => ({
      ...change,
      id: `user-name-${index}`,
      title: `Change the user name of person ${index}`,
      rows: [
        {
          setting: `user-name:00u${index}`,
          now: `old.${index}`,
          after: `new.${index}`,
          verb: 'change',
          note: null,
        },
      ],
      pushes: 1,
    }));
    const text = written({ ...shown, plan: { ...shown.plan, changes } }, documentHtml);
    expect(text).toContain('Change: 100,000 settings');
    expect(text).toContain('Okta will send Oktopost a change for 100,000 users because of this.');
    expect(text).toContain('<li>Change the user name of person 99999: old.99999 → new.99999</li>');
    expect(text.split('<li>Change the user name of').length - 1).toBe(100_000);
    expect(text).not.toContain('<li>Change the user name of person 7</li>');
  });

  it('says the same in HTML', () => {
    const html = written(shown, documentHtml);
    for (const words of [
      'Acme, https://acme.okta.com',
      'Turn SCIM on first.',
      'Emails will change.',
      '<td>user.firstName</td><td>Change</td><td>As the article says.</td>',
      'a change for 1,412 users',
      'To undo: Map the attributes again in Okta.',
      'nothing of this plan had been written to Okta',
    ]) {
      expect(html).toContain(words);
    }
  });

  it('says a practice run in the title, above everything else, in the table and in the name of the file', () => {
    const practice: ShownPlan = { ...shown, session: { ...shown.session, mode: 'practice' } };
    const text = written(practice);
    expect(text).toMatch(/^# PRACTICE RUN: Plan for Oktopost .*\n\n> \*\*This is a practice run\./);
    expect(text).toContain('| Mode | practice run |');
    expect(planFileName(practice)).toBe('practice-oktopost-okta-plan-mapping-board-eu-2026-11-24');
    expect(written(shown)).not.toMatch(/practice/i);
  });

  it('leaves out what there is none of', () => {
    const text = written({
      ...shown,
      plan: {
        ...plan,
        scope: { kind: 'app', adopt: null, createAnyway: false },
        warnings: [],
        notes: [],
        blockers: [],
        existingApps: [],
        lockOut: [],
        changes: [],
      },
      session: { ...shown.session, app: null, org: null },
    });
    expect(text).not.toMatch(/Warnings|What stops it|already has|App integration \|/);
    expect(text).toContain('| Okta org | https://acme.okta.com |');
    expect(text).toContain('The plan has no change.');
  });

  it('of the app integration ends with what comes afterwards, with the values of this destination', () => {
    const text = written({
      ...shown,
      plan: { ...plan, scope: { kind: 'app', adopt: null, createAnyway: false } },
    });
    expect(text).toContain(
      '| Provisioning, Integration | SCIM connector base URL | https://eu-board.oktopost.com/scim/v2 |',
    );
    for (const box of ['Create Users', 'Update User Attributes', 'Deactivate Users']) {
      expect(text).toContain(`| Provisioning, To App | ${box} | ticked |`);
    }
    expect(text).toContain('| userName, givenName (user.firstName), familyName (user.lastName) |');
    expect(written(shown)).not.toMatch(/afterwards/i);
  });

  it.each(['board', 'admin-application'] as const)(
    'of the app integration says all of what comes afterwards as the screen does: %s',
    (destination) => {
      const text = written({
        plan: { ...plan, scope: { kind: 'app', adopt: null, createAnyway: false } },
        orgUrl: shown.orgUrl,
        session: { ...shown.session, destination, region: 'us' },
      });
      const { app } = targetOf(destination, 'us');
      const lines = afterPlan.flatMap(({ title, items }) => [`## ${title}`, ...items[app]]);
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) expect(text).toContain(line);
    },
  );
});
