import { describe, expect, it } from 'vitest';
import { integrationForm, startConsole } from '../testing/console';

const red = 'User was assigned this application before Provisioning was enabled';

function start() {
  const started = startConsole();
  const { world, path, post } = started;
  const idOf = (firstName: string, lastName: string): string => {
    const user = Object.values(world.state.users).find(
      ({ profile }) => profile['firstName'] === firstName && profile['lastName'] === lastName,
    );
    return user?.id ?? '';
  };
  const provision = async () => {
    started.provisioning.switchScimOn(started.app);
    await post(path, integrationForm);
    await post(path, { card: 'to-app', do: 'save', create: 'on', update: 'on', deactivate: 'on' });
  };
  return { ...started, idOf, provision };
}

describe('Assignments', () => {
  it('marks users assigned before provisioning, until they are provisioned here', async () => {
    const { get, post, path, app, world, idOf, provision } = start();
    const userId = idOf('Kenji', 'Mori');
    expect((await post(path, { do: 'assign', userId })).headers).toMatchObject({
      location: `${path}#tab-assignments`,
    });
    expect((await get(path)).text).not.toContain(red);
    await provision();
    const marked = await get(path);
    expect(marked.text).toContain(red);
    expect(marked.text).toContain('Provision User</button>');

    await post(path, { do: 'provision', userId });
    await world.idle();
    expect(app.users[userId]?.externalId).toBe(`at-${userId}`);
    expect((await get(path)).text).not.toContain(red);
  });

  it('assigns and unassigns', async () => {
    const { get, post, path, app, world, idOf, provision } = start();
    await provision();
    const userId = idOf('Kenji', 'Mori');
    await post(path, { do: 'assign', userId });
    await world.idle();
    const { text } = await get(path);
    expect(text).toContain('Unassign Kenji Mori</button>');
    expect(text).toContain('Provisioned');
    await post(path, { do: 'unassign', userId });
    expect(app.users[userId]).toBeUndefined();
  });

  it('shows the text of the last failure, escaped', async () => {
    const { get, post, path, app, world, idOf, provision } = start();
    await provision();
    const userId = idOf('Kenji', 'Mori');
    await post(path, { do: 'assign', userId });
    await world.idle();
    const appUser = app.users[userId];
    if (appUser !== undefined) appUser.lastError = 'Conflict <b>';
    expect((await get(path)).text).toContain('Conflict &lt;b&gt;');
  });

  it('does not unassign a member of an assigned group', async () => {
    const { get, post, path, app, provisioning, idOf } = start();
    const userId = idOf('Kenji', 'Mori');
    provisioning.assign(app, userId, 'GROUP');
    expect((await get(path)).text).toContain('Assigned through a group');
    expect((await post(path, { do: 'unassign', userId })).status).toBe(422);
    expect(app.users[userId]).toBeDefined();
  });

  it.each([
    ['Samuel', 'Iverson', /not active/],
    ['Lena', 'Vogt', /not active/],
    ['No', 'Body', /no such person/],
  ])('refuses to assign %s %s', async (firstName, lastName, why) => {
    const { post, path, app, idOf } = start();
    const { status, text } = await post(path, { do: 'assign', userId: idOf(firstName, lastName) });
    expect(status).toBe(422);
    expect(text).toMatch(why);
    expect(app.users).toEqual({});
  });

  it('refuses invalid forms', async () => {
    const { post, path, app, idOf } = start();
    const userId = idOf('Kenji', 'Mori');
    const refused = async (form: Record<string, string>) => (await post(path, form)).text;
    expect(await refused({ do: 'assign', userId: '__proto__' })).toContain('no such person');
    expect(await refused({ do: 'unassign', userId })).toContain('Kenji Mori does not have this app');
    await post(path, { do: 'assign', userId });
    expect(await refused({ do: 'assign', userId })).toContain('has this app already');
    expect(await refused({ do: 'provision', userId })).toContain('Provisioning is not on');
    expect(await refused({ do: 'dance', userId })).toContain('not known');
    app.status = 'INACTIVE';
    expect(await refused({ do: 'assign', userId: idOf('Dana', 'Reyes') })).toContain('app is not active');
  });

  it('finds users by name, username or email', async () => {
    const { get, path } = start();
    const { text } = await get(`${path}?q=kmori`);
    expect(text).toContain('Kenji Mori (kmori)');
    expect(text).not.toContain('Dana Reyes');
    expect((await get(`${path}?q=${encodeURIComponent('"><b>')}`)).text).not.toContain('"><b>');
  });
});
