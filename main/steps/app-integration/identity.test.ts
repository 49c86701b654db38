import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInMemory, stepWith } from '../../plans/testing';
import { appWith, oktaWith } from '../../testing/okta-objects';
import { adminNote, namingIn, namingOfNote, rememberFound, withNote, withoutNote } from './identity';
import { noEdit } from './edit';
import { adoptApp, adoptionOf, noteWarnings, rememberAdopted } from './note';
import {
  beforeWrite,
  provisioningChecks,
  scimWasSeen,
  warningsOfWrites,
  writeApp,
  writeWarnings,
} from './write';

const [mine, others] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const note = fc.option(fc.string(), { nil: null });

describe('whose an app integration is', () => {
  it('is said by its admin note alone, of this set-up and of no other', () => {
    const naming = (adminNote_: string | null) => namingIn({ adminNote: adminNote_ }, mine);
    expect(naming(adminNote(mine))).toBe('created');
    expect(naming(withNote(null, mine))).toBe('adopted');
    expect(naming(withNote('Ask Jo before changes.', mine))).toBe('adopted');
    expect([null, '', 'Set-up', mine, adminNote(others), withNote(null, others)].map(naming)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
    // A set-up that adopts what another created uses it, and made nothing.
    expect(naming(withNote(adminNote(others), mine))).toBe('adopted');
    expect(namingIn({ adminNote: withNote(adminNote(others), mine) }, others)).toBe('created');
  });

  it('is remembered as created only where the note says so', () => {
    const found = (adminNote_: string) => rememberFound(appWith({ adminNote: adminNote_ }), mine);
    expect(found(adminNote(mine))).toMatchObject({ changedSomething: true, app: { createdByUs: true } });
    expect(found(withNote(null, mine))).toMatchObject({ app: { createdByUs: false } });
    expect(found(adminNote(others))).toMatchObject({ app: { createdByUs: false } });
  });

  it('is a note that some set-up writes, and nothing around it', () => {
    expect([adminNote(mine), withNote(null, mine)].map(namingOfNote)).toEqual(['created', 'adopted']);
    const notes = [`${adminNote(mine)} `, withNote('Ask Jo.', mine), '', adminNote('x'), withNote(null, 'x')];
    expect(notes.map(namingOfNote)).toEqual(notes.map(() => null));
  });

  it('is taken out of the note without a trace: what others wrote there stays', () => {
    fc.assert(
      fc.property(note, (before) => {
        const blank = before === null || before.trim() === '';
        expect(withoutNote(withNote(before, mine), mine)).toBe(blank ? null : before);
        expect(withNote(withNote(before, mine), mine)).toBe(withNote(before, mine));
        expect(withoutNote(before, mine)).toBe(before);
      }),
    );
    const both = withNote(withNote('Ours.', mine), others);
    expect(withoutNote(both, mine)).toBe(withNote('Ours.', others));
  });
});

describe('a write of an app integration', () => {
  const on = appWith({ features: ['SCIM_PROVISIONING'] });
  const push = appWith({ userNameTemplate: { template: 'x', type: 'BUILT_IN', pushStatus: 'PUSH' } });
  const { context } = runInMemory(stepWith({})).run;

  it('warns of what Okta may forget, only where it is there and something is written', () => {
    expect(writeWarnings(appWith())).toEqual([]);
    expect(writeWarnings(on)).toEqual([expect.stringMatching(/^Provisioning is already on/)]);
    expect(writeWarnings(push)).toEqual([expect.stringMatching(/^Okta may forget/)]);
    const template = { template: 'x', type: 'BUILT_IN', pushStatus: null };
    expect(writeWarnings(appWith({ userNameTemplate: template }))).toEqual([]);
    expect(
      writeWarnings(appWith({ userNameTemplate: { ...template, type: 'CUSTOM', pushStatus: 'PUSH' } })),
    ).toEqual([]);
    expect(warningsOfWrites(on, [{ mutation: null }, { mutation: null }])).toEqual([]);
    expect(warningsOfWrites(on, [{ mutation: null }, { mutation: 'm' }])).toHaveLength(1);
  });

  it('says which features are gone after it', async () => {
    const okta = oktaWith({ changeApp: () => Promise.resolve(appWith({ features: ['A', 'C'] })) });
    const before = appWith({ features: ['A', 'B'] });
    expect((await writeApp(okta, before, () => undefined)).lost).toEqual(['B']);
  });

  it('is remembered with what was on before it: the first time that SCIM was seen stays', () => {
    const written = { updateOnWritten: { at: '2026-11-24T10:00:00.000Z', isStatedSince: false } };
    expect(beforeWrite(context, appWith())).toEqual(written);
    expect(beforeWrite(context, on)).toMatchObject({
      ...{ ...written, featuresShowScim: true, readBackAt: { 'scim-on': '2026-11-24T10:00:00.000Z' } },
    });
    const session = context.session();
    const seen = { ...session, readBackAt: { ...session.readBackAt, 'scim-on': '2026-11-01T00:00:00.000Z' } };
    expect(beforeWrite({ ...context, session: () => seen }, on).readBackAt).toEqual(seen.readBackAt);
    expect(scimWasSeen({ ...seen, featuresShowScim: true })).toBe(true);
    expect(scimWasSeen({ ...seen, featuresShowScim: false })).toBe(false);
    expect(scimWasSeen({ ...session, featuresShowScim: true })).toBe(false);
  });

  it('is checked for provisioning where that was shown before, and only there', () => {
    expect(provisioningChecks(false, appWith())).toEqual([]);
    expect(provisioningChecks(true, on)).toMatchObject([{ state: 'same', next: null }]);
    expect(provisioningChecks(true, appWith())).toMatchObject([
      { setting: 'scim', state: 'different', next: expect.stringMatching(/^Okta switched provisioning off/) },
    ]);
  });

  it('that names this set-up keeps the note of others, and is journaled for what it is where Okta does not show the note', async () => {
    const { setupId } = context.session();
    const write = async (before: unknown, shown: string | null) => {
      const raw: Record<string, unknown> = { settings: { notes: { admin: before } } };
      const okta = oktaWith({
        changeApp: (_id, change) => {
          change(raw);
          return Promise.resolve(appWith({ adminNote: shown }));
        },
      });
      const applied = await adoptApp({ ...context, okta }, { app: appWith(), setupId, edit: noEdit });
      expect(applied).toMatchObject({ details: { lost: [] }, remember: { app: { id: '0oa1' } } });
      return raw;
    };
    expect(await write('Ask Jo.', withNote(null, setupId))).toEqual({
      settings: { notes: { admin: withNote('Ask Jo.', setupId) } },
    });
    expect(await write(7, withNote(null, setupId))).toEqual({
      settings: { notes: { admin: withNote(null, setupId) } },
    });
    expect(await write(null, 'Ask Jo.')).toEqual({
      settings: { notes: { admin: withNote(null, setupId) } },
    });
  });

  it('that adopts shows the note, warns of a long one, and resets what was of another app integration', () => {
    const app = appWith({ adminNote: 'Ask Jo.', features: ['SCIM_PROVISIONING'] });
    expect(adoptionOf(app, null, [])).toMatchObject({ verb: 'keep', rows: [] });
    expect(adoptionOf(app, { setupId: mine }, [])).toMatchObject({
      verb: 'update',
      rows: [{ setting: 'app.admin-note', now: 'Ask Jo.', after: withNote('Ask Jo.', mine) }],
    });
    const left = 250 - withNote('', mine).length - 1;
    expect(noteWarnings({ ...app, adminNote: 'x'.repeat(left) }, mine)).toEqual([]);
    expect(noteWarnings({ ...app, adminNote: 'x'.repeat(left + 1) }, mine)).toEqual([
      expect.stringContaining(`has ${String(left + 1)} characters already`),
    ]);
    expect(rememberAdopted(context, app, app)).toMatchObject({
      ...{ changedSomething: true, featuresShowScim: true, app: { id: '0oa1', createdByUs: false } },
      readBackAt: { 'scim-on': '2026-11-24T10:00:00.000Z', connection: null },
    });
    expect(rememberAdopted(context, appWith(), app).featuresShowScim ?? false).toBe(false);
  });
});
