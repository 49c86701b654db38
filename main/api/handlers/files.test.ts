import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { maxFileLength } from '../../../shared/files';
import { regions, relayStates, suggestedLabels } from '../../../shared/oktopost';
import type { Snapshot } from '../../../shared/snapshot';
import type { Summary } from '../../../shared/summary';
import { setUpWithSummary } from '../../testing/drift';
import { summaryFixture } from '../../testing/summaries';
import { summaryVersion } from '../../../shared/summary';
import { exampleSetting, exampleSummary } from '../../../shared/testing/summary';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { replacedAt, pathsIn } from '../../testing/mutate';
import { anyCharacter } from '../../../shared/testing/text';

const open = (core: TestCore, of: unknown): Promise<null> =>
  core.call('file.open', { name: 'summary.json', text: JSON.stringify(of) });
const refused = (core: TestCore, text: string) =>
  core
    .refusal('file.open', { name: 'summary.json', text })
    .then(({ code, message }) => `${code}: ${message}`);

describe('a summary as the template of another set-up', () => {
  let core: TestCore;
  let summary: Summary;
  beforeAll(async () => {
    ({ core, summary } = await setUpWithSummary());
  });
  afterAll(() => core.close());

  it('says what is taken over, asks before the set-up under way is forgotten, and begins with its choices', async () => {
    await open(core, { ...summary, region: 'eu', app: { ...summary.app, label: 'Oktopost Production' } });
    const { opened } = await core.snapshot();
    expect(opened).toMatchObject({ kind: 'summary', file: 'summary.json', practice: true, region: 'eu' });
    expect(opened?.kind === 'summary' && opened.taken).toContainEqual({
      what: 'App name',
      value: 'Oktopost Production',
    });

    const before = await core.snapshot();
    expect((await core.refusal('file.replay', { mode: 'practice', replace: false })).code).toBe('conflict');
    expect((await core.snapshot()).app).toEqual(before.app);

    await core.call('file.replay', { mode: 'practice', replace: true });
    expect(await core.snapshot()).toMatchObject({
      mode: 'practice',
      screen: 'destination',
      destination: 'board',
      region: 'eu',
      label: 'Oktopost Production',
      appChoice: { relayState: null },
      mapping: { choice: { keepWorkEmail: false, deleteSchemaAttributes: false } },
      app: null,
      okta: { state: 'none' },
      opened: null,
    });

    // The usual steps, with a plan of its own, whose values are this assistant's.
    await core.call('okta.usePracticeToken', {});
    const plan = await core.preview({ kind: 'app', createAnyway: true });
    const rows = plan.changes.flatMap(({ rows: all }) => all);
    expect(rows).toContainEqual(
      expect.objectContaining({ setting: 'app.name', after: 'Oktopost Production' }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ setting: 'sign-on.acs-url', after: regions.eu.acsUrl }),
    );
  });
});

// Shows: an opened file is hostile
describe('a file that is opened', () => {
  let core: TestCore;
  beforeAll(async () => {
    core = await startTestCore();
  });
  afterEach(() => core.call('file.close', {}));
  afterAll(() => core.close());

  it('may be of an older version, and is refused politely when it is of a newer one', async () => {
    await open(core, summaryFixture('version-1'));
    expect((await core.snapshot()).opened).toMatchObject({
      kind: 'summary',
      by: null,
      appLabel: suggestedLabels.board,
    });
    await core.call('file.close', {});
    expect(await refused(core, JSON.stringify({ ...exampleSummary, version: summaryVersion + 1 }))).toMatch(
      /^newer-version: /,
    );
    expect((await core.snapshot()).opened).toBeNull();
  });

  it.each([
    ['', /is empty/],
    ['[]', /no file that this assistant exported/],
    [JSON.stringify({ ...exampleSummary, token: 'x' }), /damaged/],
    [JSON.stringify(exampleSummary).replace('{', '{"__proto__":{"region":"us"},'), /damaged/],
    ['['.repeat(maxFileLength), /nested too deep/],
    [`[${'{},'.repeat(14_999)}{}]`, /no file that this assistant exported/],
    [`[${'{},'.repeat(15_000)}{}]`, /too many values/],
  ])('that is none of ours is reported as such: %#', async (text, words) => {
    expect(await refused(core, text)).toMatch(words);
  });

  it('that is too long is refused by the IPC contract', async () => {
    const text = JSON.stringify({ ...exampleSummary, stated: 'x'.repeat(maxFileLength) });
    expect(await refused(core, text)).toMatch(/^bad-input: "text" is longer/);
  });

  it('nothing but a file that is open can be replayed', async () => {
    expect((await core.refusal('file.replay', { mode: 'real', replace: true })).code).toBe('not-ready');
  });

  it('keeps the relay state and the work email where they were chosen', async () => {
    await open(core, {
      ...exampleSummary,
      settings: [
        {
          ...exampleSetting,
          setting: 'sign-on.relay-state',
          value: '2',
          expected: '2',
        },
        {
          ...exampleSetting,
          setting: 'mapping:email',
          value: 'user.email, on create and update',
          expected: 'user.email, on create and update',
        },
      ],
    });
    await core.call('file.replay', { mode: 'real', replace: true });
    expect(await core.snapshot()).toMatchObject({
      mode: 'real',
      appChoice: { relayState: 'board' },
      mapping: { choice: { keepWorkEmail: true } },
    });
  });

  it('lists what it does not take: a label that is none, and values that Oktopost does not know', async () => {
    await open(core, {
      ...exampleSummary,
      app: { ...exampleSummary.app, label: '\u202e\u0007 ' },
      settings: [
        {
          ...exampleSetting,
          setting: 'sign-on.relay-state',
          value: 'https://evil.example',
          expected: 'https://evil.example',
        },
        { ...exampleSetting, value: 'https://evil.example' },
      ],
    });
    const { opened } = await core.snapshot();
    if (opened?.kind !== 'summary') throw new Error('no summary is open');
    expect(opened.notTaken.join('\n')).toMatch(/app name: it is not a name/);
    expect(opened.notTaken.join('\n')).toContain('Default RelayState "https://evil.example"');
    expect(JSON.stringify(opened.taken)).not.toContain('evil');
  });

  /** What of a snapshot a plan is made of. */
  const choices = ({ destination, region, label, appChoice, mapping }: Snapshot) => ({
    destination,
    region,
    label,
    relayState: appChoice.relayState,
    choice: mapping.choice,
  });

  it('whatever it holds, only known choices and a clean label get into a set-up', async () => {
    const places = pathsIn(exampleSummary);
    const nasty = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: anyCharacter }),
      fc.constantFrom(
        'https://evil.example',
        '\u202e',
        '__proto__',
        '${user.login}',
        'eu',
        'admin-application',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), nasty, async (place, value) => {
        const text = JSON.stringify(replacedAt(exampleSummary, place, value));
        try {
          await core.call('file.open', { name: 'x', text });
        } catch (error) {
          expect(String(error)).toMatch(/file\.open: (bad-input|newer-version): /);
          return;
        }
        const { opened } = await core.snapshot();
        expect(JSON.stringify(opened)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        await core.call('file.replay', { mode: 'real', replace: true });
        const { label, destination, region, relayState, choice } = choices(await core.snapshot());
        expect(label).toMatch(/^[^\p{Cc}\p{Cf}]{1,100}$/u);
        expect(['board', 'admin-application']).toContain(destination);
        expect(Object.keys(regions)).toContain(region);
        expect([null, ...Object.keys(relayStates)]).toContain(relayState);
        expect(choice.deleteSchemaAttributes).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws and never ends in a defect, whatever the text', async () => {
    const text = fc.oneof(fc.json(), fc.string({ unit: anyCharacter }));
    await fc.assert(
      fc.asyncProperty(text, fc.string({ maxLength: 255 }), async (given, name) => {
        const { code } = await core.refusal('file.open', { name, text: given });
        expect(code).toBe('bad-input');
      }),
      { numRuns: 200 },
    );
  });
});
