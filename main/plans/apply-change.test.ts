import { describe, expect, it } from 'vitest';
import { releaseChangeId } from '../../shared/plan';
import { noteRequestId } from '../net/request-ids';
import { journalVersion } from '../storage/journal-entry';
import { applyChange } from './apply-change';
import type { Applied, Recheck } from './step';
import { changeOf, failureOf, planAt, runInMemory, signedInAs, stepWith } from './testing';

type Go = Extract<Recheck, { kind: 'go' }>;

/** A change whose requests answer one after the other as given, each after a look at Okta that says to go. */
function applying(answers: (() => Applied)[], given: Partial<Go> = {}, looks: Recheck[] = []) {
  const left = [...answers];
  const sent: number[] = [];
  const memory = runInMemory(
    stepWith({
      recheck: () => {
        memory.told.push('look');
        const go: Go = {
          ...{ kind: 'go', predecessorsDone: true, beforeAndAfter: { before: 'off' } },
          apply: async () => {
            memory.told.push('request');
            sent.push(sent.length);
            await Promise.resolve();
            const answer = left.shift();
            if (answer === undefined) throw new Error('sent once too often');
            return answer();
          },
          ...given,
        };
        return Promise.resolve(looks.shift() ?? go);
      },
    }),
  );
  return {
    ...memory,
    sent,
    apply: (change = changeOf('a')) => applyChange(memory.run, change, { at: 1, of: 1 }),
  };
}
const well =
  (given: Partial<Applied> = {}) =>
  () => ({ details: { id: 7 }, ...given });
const refused = () => {
  throw failureOf('okta-refused');
};
const lost = () => {
  throw failureOf('answer-lost');
};

describe('one change', () => {
  it('is looked at, remembered, journaled, sent, journaled, and only then saved', async () => {
    const { apply, told } = applying([well({ remember: { tileHidden: true } })], {
      rememberFirst: { label: 'Mine' },
    });
    expect(await apply()).toEqual({ state: 'done', fault: null });
    expect(told).toEqual(['look', 'saved label', 'intent', 'request', 'result', 'saved tileHidden']);
  });

  it('is journaled with what it showed, who wrote it, what was before, and what Okta called it', async () => {
    const answer = () => {
      noteRequestId('req-1');
      return { details: { id: 7 } };
    };
    const { apply, entries, begin } = applying([answer]);
    const by = 'jo@acme.example';
    begin({ org: signedInAs(by) });
    await apply();
    expect(entries.map(({ kind, details }) => ({ kind, details }))).toEqual([
      {
        kind: 'intent',
        details: { plan: 'mapping', place: { at: 1, of: 1 }, rows: changeOf('a').rows, by, before: 'off' },
      },
      { kind: 'result', details: { id: 7, requestIds: ['req-1'] } },
    ]);
    expect(entries[0]).toMatchObject({ setupId: 'setup', runId: 'run', changeId: 'a', title: 'Turn a on' });
  });

  it('names nobody where the token has no owner, and no request where none was named', async () => {
    const { apply, entries } = applying([well()]);
    await apply();
    expect(entries[0]?.details['by']).toBeNull();
    expect(entries[1]?.details).toEqual({ id: 7 });
  });
});

describe('a change that is not as it was shown', () => {
  const stale: Recheck = { kind: 'stale', now: changeOf('a', {}, 'on already') };

  it.each<[string, Recheck]>([
    ['differs', stale],
    ['is not in the plan any more', { kind: 'not-planned' }],
  ])('is refused when it %s, and nothing is sent; the journal has what was approved', async (_what, look) => {
    const { apply, told, entries, begin } = applying([well()], {}, [look]);
    begin({ org: signedInAs('jo@acme.example') });
    await expect(apply()).rejects.toMatchObject({ error: { code: 'plan-stale', retry: true } });
    expect(told).toEqual(['look', 'failure']);
    const by = 'jo@acme.example';
    const details = { rows: changeOf('a').rows, by, code: 'plan-stale', difference: expect.any(String) };
    expect(entries).toMatchObject([{ kind: 'failure', changeId: 'a', runId: 'run', details }]);
  });

  it('says so too where the disk is full', async () => {
    const { apply, full } = applying([well()], {}, [stale]);
    full.add('failure');
    await expect(apply()).rejects.toMatchObject({ error: { code: 'plan-stale' } });
  });

  it('is refused when what it builds on was undone', async () => {
    const { apply, told } = applying([well()], { predecessorsDone: false });
    await expect(apply()).rejects.toMatchObject({ error: { code: 'plan-stale' } });
    expect(told).toEqual(['look', 'failure']);
  });

  it('says what it is now, and that alone', async () => {
    const [row] = changeOf('a').rows;
    const [other] = changeOf('b').rows;
    if (row === undefined || other === undefined) throw new Error('no rows');
    const now = changeOf('a', { rows: [{ ...row, now: null }, other] });
    const shown = changeOf('a', { rows: [row, other] });
    const { apply } = applying([well()], {}, [{ kind: 'stale', now }]);
    await expect(apply(shown)).rejects.toThrow(/as the plan showed\. Mapping of a is now “\(none\)”\.$/);
  });

  it('says the new value of what differs', async () => {
    const { apply } = applying([well()], {}, [stale]);
    await expect(apply()).rejects.toThrow(/showed\. Mapping of a is now “on already”\.$/);
  });

  it('says what blocks it now, else only that Okta changed', async () => {
    const why = applying([well()], {}, [{ kind: 'stale', now: null, why: 'Somebody is assigned.' }]);
    await expect(why.apply()).rejects.toThrow(/as the plan showed\. Somebody is assigned\.$/);
    const nothing = applying([well()], {}, [{ kind: 'stale', now: null }]);
    await expect(nothing.apply()).rejects.toThrow(/as the plan showed\. Okta changed meanwhile\.$/);
  });

  it('is kept where it is so already', async () => {
    const { apply, told } = applying([], {}, [{ kind: 'up-to-date' }]);
    expect(await apply()).toEqual({ state: 'kept', fault: null });
    expect(told).toEqual(['look']);
  });
});

describe('a change that Okta does not take', () => {
  it('is journaled with its code, and throws what Okta said', async () => {
    const { apply, entries } = applying([refused]);
    await expect(apply()).rejects.toThrow('okta-refused');
    expect(entries.map(({ kind, details }) => [kind, details['code']])).toEqual([
      ['intent', undefined],
      ['failure', 'okta-refused'],
    ]);
  });

  it('is a failure where Okta answered and did something else, which is remembered', async () => {
    const refusal = failureOf('conflict', 'Okta did not do it.');
    const { apply, told, entries } = applying([well({ refusal, remember: { tileHidden: true } })]);
    await expect(apply()).rejects.toThrow('Okta did not do it.');
    expect(told).toEqual(['look', 'intent', 'request', 'failure', 'saved tileHidden']);
    expect(entries[1]).toMatchObject({ changeId: 'a', kind: 'failure', details: { code: 'conflict' } });
  });

  it('throws what Okta said where the disk cannot take it', async () => {
    const refusal = failureOf('conflict', 'Okta did not do it.');
    const { apply, full } = applying([well({ refusal, remember: { tileHidden: true } })]);
    full.add('failure').add('session');
    await expect(apply()).rejects.toThrow('Okta did not do it.');
    const thrown = applying([refused]);
    thrown.full.add('failure');
    await expect(thrown.apply()).rejects.toThrow('okta-refused');
  });
});

describe('a change whose answer is lost', () => {
  it('is looked at again, and sent once more where it is not there', async () => {
    const { apply, told } = applying([lost, well()]);
    expect(await apply()).toMatchObject({ state: 'done' });
    expect(told).toEqual(['look', 'intent', 'request', 'look', 'intent', 'request', 'result']);
  });

  it('is never sent a third time', async () => {
    const { apply, sent } = applying([lost, lost]);
    await expect(apply()).rejects.toThrow('answer-lost');
    expect(sent).toHaveLength(2);
  });

  it.each<[string, Recheck]>([
    ['up to date', { kind: 'up-to-date' }],
    ['not planned any more', { kind: 'not-planned' }],
  ])(
    'is done where it is %s then, and the set-up is known to have changed something',
    async (_what, look) => {
      const go: Go = {
        ...{ kind: 'go', predecessorsDone: true, beforeAndAfter: {} },
        apply: () => Promise.reject(failureOf('answer-lost')),
      };
      const { apply, entries, session } = applying([], {}, [go, look]);
      expect(await apply()).toEqual({ state: 'done', fault: null });
      expect(entries.map(({ kind }) => kind)).toEqual(['intent', 'resolved']);
      expect(session().changedSomething).toBe(true);
    },
  );

  it.each<[string, Partial<Go>, Recheck[]]>([
    ['differs', {}, [{ kind: 'stale', now: null }]],
    [
      'misses what it builds on',
      {},
      [{ kind: 'go', predecessorsDone: false, beforeAndAfter: {}, apply: lost }],
    ],
  ])('is never called unwritten where it %s then', async (_what, given, later) => {
    const first: Go = {
      ...{ kind: 'go', predecessorsDone: true, beforeAndAfter: {} },
      apply: () => Promise.reject(failureOf('answer-lost')),
    };
    const { apply } = applying([], given, [first, ...later]);
    await expect(apply()).rejects.toThrow('answer-lost');
  });

  it('is not called a failure of the disk where the second intent cannot be written', async () => {
    const memory = applying([
      () => {
        memory.full.add('intent');
        return lost();
      },
    ]);
    await expect(memory.apply()).rejects.toThrow('answer-lost');
  });
});

describe('a disk that is full', () => {
  it('lets nothing be sent of which there is no intent, or nothing to find it by', async () => {
    const intent = applying([well()]);
    intent.full.add('intent');
    await expect(intent.apply()).rejects.toThrow('The disk is full.');
    const first = applying([well()], { rememberFirst: { label: 'Mine' } });
    first.full.add('session');
    await expect(first.apply()).rejects.toThrow('The disk is full.');
    expect([...intent.sent, ...first.sent]).toEqual([]);
  });

  it('does not make undone what Okta took: it is done, and the rest is written all the same', async () => {
    const { apply, full, session } = applying([well({ remember: { tileHidden: true } })]);
    full.add('result');
    const { state, fault } = await apply();
    expect([state, fault?.message]).toEqual(['done', 'Okta took “Turn a on”. The disk is full.']);
    expect(fault?.error.code).toBe('storage-failed');
    expect(session().tileHidden).toBe(true);
  });

  it('that has the session alone keeps the result', async () => {
    const { apply, full, told } = applying([well({ remember: { tileHidden: true } })]);
    full.add('session');
    expect((await apply()).fault?.message).toMatch(/^Okta took/);
    expect(told.at(-1)).toBe('result');
  });

  it.each([changeOf('a', { verb: 'keep' }), changeOf(releaseChangeId)])(
    'says of what sends nothing that it is done: %#',
    async (change) => {
      const { apply, full } = applying([well()]);
      full.add('result');
      expect((await apply(change)).fault?.message).toMatch(/^“Turn .* on” is done\. The disk/);
    },
  );
});

it('a plan that was shown before the last write of its run asks the log from that write on', async () => {
  const asked: string[] = [];
  const memory = runInMemory(
    stepWith({ recheck: () => Promise.resolve<Recheck>({ kind: 'stale', now: null }) }),
  );
  memory.begin({
    app: { id: '0oa1', name: 'a', label: 'b', status: 'ACTIVE', createdByUs: true, adminOrigin: null },
  });
  memory.run.context.okta.logEvents = (_app, since) => {
    asked.push(since.toISOString());
    return Promise.resolve([]);
  };
  memory.run.context.okta.app = () => Promise.resolve(null);
  const refusal = () =>
    expect(applyChange(memory.run, changeOf('a'), { at: 1, of: 1 })).rejects.toThrow('Okta changed');
  await refusal();
  const entry = { setupId: 's', runId: 'r', changeId: 'a', kind: 'result', title: '', details: {} } as const;
  const add = (at: string) => memory.entries.push({ ...entry, version: journalVersion, origin: 'local', at });
  add('2026-11-24T09:00:00.000Z');
  await refusal();
  add('2026-11-24T10:05:00.000Z');
  await refusal();
  expect(asked).toEqual([planAt, planAt, '2026-11-24T10:05:00.000Z']);
});
