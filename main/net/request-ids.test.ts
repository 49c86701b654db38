import { expect, it } from 'vitest';
import { noteRequestId, withRequestIds } from './request-ids';

it('tells each its own requests, and nobody else’s', async () => {
  const write = async (...ids: string[]): Promise<string> => {
    for (const id of ids) {
      await Promise.resolve();
      noteRequestId(id);
    }
    return ids.join();
  };
  const [one, two] = await Promise.all([
    withRequestIds(() => write('a', 'b')),
    withRequestIds(() => write('c')),
  ]);
  expect(one).toEqual({ value: 'a,b', requestIds: ['a', 'b'] });
  expect(two).toEqual({ value: 'c', requestIds: ['c'] });
  noteRequestId('of nobody');
});

it('keeps no more of an id than an id may have', async () => {
  const { requestIds } = await withRequestIds(async () => {
    noteRequestId('x'.repeat(5_000));
  });
  expect(requestIds).toEqual(['x'.repeat(100)]);
});
