import type { RolloutDraft } from '../../shared/rollout-plan';
import { addressOf } from './by-hand';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { readyForToApp } from './ready-to-test';

/** Somebody else's name stands for the id: what a file says of a person is no choice. */
export const chosenHalfWay: RolloutDraft = {
  ...{ groups: [{ id: '00g1', name: 'Sales' }], ringSize: 30, failShare: 5, goOn: true },
  people: [{ id: '00u1', name: 'Kim Kay', email: 'kim@acme.example' }],
};

/** Another assistant, with a folder of its own, on the same practice org. */
export function colleagueOf({ org }: TestCore): Promise<TestCore> {
  const start = () => Promise.resolve(addressOf(org));
  return startTestCore({}, { ports: () => ({ practice: { start, discard: () => Promise.resolve() } }) });
}

/** A set-up as far as its connection, with people chosen for a rollout. */
export async function halfWay(): Promise<TestCore> {
  const core = await startTestCore();
  await readyForToApp(core);
  await core.call('rollout.choose', chosenHalfWay);
  await core.call('people.licences', { licences: 40 });
  return core;
}

/** The text of its saved set-up. */
export const savedText = async (core: TestCore): Promise<string> =>
  (await core.call('savedSetup.export', {})).download?.text ?? '';

export const openText = (core: TestCore, text: string): Promise<null> =>
  core.call('file.open', { name: 'set-up.json', text });
