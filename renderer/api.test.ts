import { expect, it } from 'vitest';
import { callNames } from '../shared/call-names';
import { ipcClient } from './api';
import type { Bridge } from './api';

const isBridge = (value: object): value is Bridge =>
  callNames.every((name) => name in value) && 'onSnapshot' in value;

it('ipcClient calls the function of that name, and turns a throw into a failure', async () => {
  const refuse = (): Promise<never> => Promise.reject(new Error('the other side is gone'));
  const bridge = {
    ...Object.fromEntries(callNames.map((name) => [name, refuse])),
    'session.go': (payload: { screen: string }) => Promise.resolve({ ok: true, value: payload.screen }),
    onSnapshot: () => () => undefined,
  };
  if (!isBridge(bridge)) throw new Error('a call is missing');
  const client = ipcClient(bridge);
  expect(await client.call('session.go', { screen: 'plan' })).toEqual({ ok: true, value: 'plan' });
  expect(await client.call('summary.get', {})).toMatchObject({ ok: false, error: { owner: 'okta-admin' } });
});
