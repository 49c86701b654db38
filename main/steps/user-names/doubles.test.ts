import { describe, expect, it } from 'vitest';
import { smallOkta } from '../../testing/small-okta';
import { userWith } from '../../testing/okta-objects';
import { findDoubles } from './doubles';

const reyes = (id: string, login: string) => userWith({ id, login, email: 'Dana.Reyes@bellwether.example' });

const named = (userId: string) => ({
  userId,
  name: 'Dana Reyes',
  userName: 'dana',
  email: 'dana.reyes@bellwether.example',
  scope: 'USER' as const,
  provisioned: true,
});

describe('people whose email is to be their user name, and somebody else has it too', () => {
  it('names two of them once, each by the login', async () => {
    const both = [reyes('00u1', 'dana.reyes@bellwether.example'), reyes('00u2', 'd.reyes')];
    const okta = { ...smallOkta([]).okta, usersNamed: () => Promise.resolve(both) };
    const { named: pairs, userIds } = await findDoubles(okta, [named('00u1'), named('00u2')]);
    const words = [...pairs.values()];
    expect(words).toEqual([expect.stringContaining('dana.reyes@bellwether.example')]);
    expect(words).toEqual([expect.stringContaining('d.reyes')]);
    expect([...userIds]).toEqual(['00u1', '00u2']);
  });
});
