import { expect, it } from 'vitest';
import { halfWay, openText, savedText } from '../testing/half-way';
import { startTestCore } from '../testing/core';

it('a saved set-up that was undone says so where it is opened, and where it goes on', async () => {
  const first = await halfWay();
  await first.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  const text = await savedText(first);
  await first.close();

  const second = await startTestCore();
  try {
    await openText(second, text);
    expect((await second.snapshot()).opened).toMatchObject({ isUndone: true });
    await second.call('file.takeOver', { replace: false });
    expect((await second.snapshot()).changed).toBe('undone');
  } finally {
    await second.close();
  }
});
