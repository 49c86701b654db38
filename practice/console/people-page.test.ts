import { describe, expect, it } from 'vitest';
import type { Profile } from '../profile';
import { startConsole } from '../testing/console';
import { usersOf } from '../world/directory';

const start = (profile: Partial<Profile> = {}) => {
  const started = startConsole(profile);
  const user = usersOf(started.world.state).find(({ profile: { firstName } }) => firstName === 'Grace');
  if (user === undefined) throw new Error('nobody is called Grace');
  const saved = { do: 'save', firstName: 'Grace', lastName: 'Garcia', login: '', email: '' };
  for (const name of ['login', 'email'] as const) saved[name] = user.profile[name] ?? '';
  return { ...started, user, path: `/admin/user/profile/view/${user.id}`, app: started.app, profile: saved };
};

describe('Directory > People', () => {
  it('lists people, and finds them by name or address', async () => {
    const { get, path } = start();
    expect((await get('/admin/users')).text).toContain(`<a href="${path}">Grace Garcia</a>`);
    expect((await get('/admin/users?q=GARCIA@')).text).toContain('1 person.');
    expect((await get('/admin/users?q=nobody-like-that')).text).toContain('0 people.');
  });

  it('edits a name, which is pushed where the mapping says so', async () => {
    const { get, post, path, user, app, world, provisioning, profile } = start();
    app.toAppMapping.properties = { familyName: { expression: 'user.lastName', pushStatus: 'PUSH' } };
    provisioning.assign(app, user.id);
    expect((await get(`${path}?edit=profile`)).text).toContain('value="Garcia"');
    expect((await post(path, { ...profile, lastName: `O'Neil` })).headers).toMatchObject({ location: path });
    expect(user.profile).toMatchObject({ lastName: `O'Neil`, login: profile.login });
    expect(app.users[user.id]?.profile).toMatchObject({ familyName: `O'Neil` });
    expect((await get(path)).text).toContain('O&#39;Neil');
    expect((await get(path)).text).toContain(app.label);
    await world.idle();
  });

  it.each([
    [{ email: 'none' }, 'Primary email: must be an email address'],
    [{ login: 'dana.reyes@bellwether.example' }, 'Username: An object with this field already exists'],
  ])('refuses %j', async (change, why) => {
    const { post, path, user, profile } = start();
    const { status, text } = await post(path, { ...profile, ...change });
    expect(status).toBe(422);
    expect(text).toContain(why);
    expect(user.profile).toMatchObject({ login: profile.login, email: profile.email });
  });

  it('does not let the profile of somebody from a directory be edited', async () => {
    const { get, post, path, user, profile } = start({ directory: 'active-directory' });
    expect((await get(path)).text).not.toContain('Edit Profile');
    expect((await get(`${path}?edit=profile`)).text).not.toContain('Edit Profile');
    expect((await post(path, { ...profile, lastName: 'Okafor' })).status).toBe(409);
    expect(user.profile).toMatchObject({ lastName: 'Garcia' });
  });

  it('deactivates, which unassigns, then activates or deletes', async () => {
    const { get, post, path, user, app, world, provisioning } = start();
    provisioning.assign(app, user.id);
    expect((await post(path, { do: 'delete' })).status).toBe(409);
    await post(path, { do: 'deactivate' });
    expect(user.status).toBe('DEPROVISIONED');
    expect(app.users[user.id]).toBeUndefined();
    await post(path, { do: 'activate' });
    expect(user.status).toBe('ACTIVE');
    await post(path, { do: 'deactivate' });
    expect((await get(`${path}?ask=delete`)).text).toContain('Delete Grace Garcia');
    expect((await post(path, { do: 'delete' })).headers).toMatchObject({ location: '/admin/users' });
    expect(world.state.users[user.id]).toBeUndefined();
    expect(Object.values(world.state.groups).some(({ memberIds }) => memberIds.includes(user.id))).toBe(
      false,
    );
    expect((await get(path)).status).toBe(404);
  });

  it('does not deactivate the admin, and has nobody by an inherited name', async () => {
    const { get, post, world } = start();
    const [admin] = usersOf(world.state);
    const path = `/admin/user/profile/view/${admin?.id ?? ''}`;
    expect((await get(path)).text).toContain('The admin of the practice org stays.');
    expect((await post(path, { do: 'deactivate' })).status).toBe(409);
    expect(admin?.status).toBe('ACTIVE');
    expect((await get('/admin/user/profile/view/__proto__')).status).toBe(404);
  });

  it('refuses forms of other origins', async () => {
    const { post, path, user } = start();
    expect((await post(path, { do: 'deactivate' }, 'https://evil.example')).status).toBe(403);
    expect((await post('/admin/tasks', { do: 'retry' }, 'https://evil.example')).status).toBe(403);
    expect(user.status).toBe('ACTIVE');
  });
});
