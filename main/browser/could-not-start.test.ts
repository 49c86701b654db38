import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { couldNotStart } from './could-not-start';

it('says what happened and what to do now', () => {
  const refusal = new AppFailure({
    code: 'newer-version',
    message: 'A newer version was here.',
    owner: 'okta-admin',
    next: 'Start that one.',
  });
  expect(couldNotStart(refusal)).toBe(
    'The assistant did not start. A newer version was here.\nStart that one.',
  );
});

it('says as much as is known of anything else', () => {
  expect(couldNotStart(new Error('listen EACCES'))).toContain('listen EACCES');
  expect(couldNotStart('odd')).toContain('odd');
});

it('a port that is in use is named, with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(taken.address());
  const refused = await new Promise((resolve) => {
    createServer().once('error', resolve).listen(port, '127.0.0.1');
  });
  taken.close();
  expect(couldNotStart(refused)).toBe(
    `The assistant did not start. Port ${port} is in use already.\nEnd what uses it, or start with another --port.`,
  );
});
