import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Payload } from '../../../shared/api';
import type { CallName } from '../../../shared/call-names';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

const name = 'staff\u202e of\n2026.csv';
const data = Buffer.from('Name\nKim').toString('base64');

describe('a file that is refused', () => {
  const messageOf = async <N extends CallName>(call: N, payload: Payload<N>): Promise<string> =>
    (await core.refusal(call, payload)).message;

  it.each([
    ['an exported file', () => messageOf('file.open', { name, text: 'no JSON' }), 'The file is no JSON.'],
    [
      'one in parts',
      () => messageOf('file.open', { name, text: 'no JSON\n', part: { index: 0, last: true } }),
      'The file is no JSON.',
    ],
    [
      'a saved set-up that ends in its first line',
      () => messageOf('file.open', { name, text: '{"kind":"oktopost-okta-hand-off","version":5,"sa' }),
      'The saved set-up is damaged (at line 1).',
    ],
    ['an empty one', () => messageOf('file.open', { name, text: ' \n' }), 'The file is empty.'],
    [
      'messages',
      () => messageOf('explain.read', { source: { kind: 'file', name, data } }),
      'No row has headers that are known.',
    ],
    [
      'people to check',
      () => messageOf('people.read', { view: 'readiness', source: { kind: 'emails', name, data } }),
      'No column of it holds an email.',
    ],
    [
      'people of a rollout',
      () => messageOf('rollout.match', { name, data }),
      'No column of it holds an email.',
    ],
  ] as const)('is named, in one line: %s', async (_, refuse, why) => {
    expect(await refuse()).toContain(`“staff of 2026.csv”: ${why}`);
  });

  it('is not blamed for a text that was pasted', async () => {
    expect(await messageOf('explain.read', { source: { kind: 'text', text: ' ' } })).not.toContain('“');
  });
});
