import { describe, expect, it } from 'vitest';
import type { Okta } from '../../okta/okta';
import type { User } from '../../okta/types';
import { smallOkta } from '../../testing/small-okta';
import { createLists, emailsIn } from './email-lists';

const user = (id: string, login: string, change: Partial<User> = {}): User => ({
  ...{ id, login, email: login, givenName: 'Kim', familyName: 'Kay', status: 'ACTIVE', source: null },
  ...{ typeId: null, profile: {} },
  ...change,
});

const hide = (text: string): string => text.replaceAll('s3cret', '…');

function listsOf(users: readonly User[]) {
  const asked: string[][] = [];
  const okta: Okta = {
    ...smallOkta([]).okta,
    usersNamed: (names) => {
      asked.push([...names]);
      const keys = new Set(names.map((name) => name.toLowerCase()));
      return Promise.resolve(users.filter(({ email, login }) => keys.has(email) || keys.has(login)));
    },
  };
  return {
    lists: createLists(() => okta, { hide, clean: hide }),
    asked,
  };
}
const file = (text: string) => ({ data: Buffer.from(text).toString('base64') });

describe('a list of emails', () => {
  it('takes addresses out of any pasted text, each once', () => {
    expect(emailsIn('Kim <KIM@acme.example>; kim@acme.example, bo@acme.example')).toEqual([
      'KIM@acme.example',
      'bo@acme.example',
    ]);
  });

  it('of a file is one column of it: a manager’s email is not assigned', async () => {
    const { lists } = listsOf([user('1', 'kim@acme.example'), user('2', 'boss@acme.example')]);
    const list = await lists.match(file('Name,Email,Manager\nKim,kim@acme.example,boss@acme.example\n'));
    expect(list).toMatchObject({ matched: 1, unmatchedTotal: 0 });
    expect(lists.people(list.listId).map(({ userId }) => userId)).toEqual(['1']);
  });

  it('that is no list is refused', async () => {
    const { lists } = listsOf([]);
    await expect(lists.match(file('Name\nKim'))).rejects.toThrow('No column of it holds an email.');
    await expect(lists.match({ text: 'Kim Kay' })).rejects.toThrow('no email address');
  });

  it('says which lines of a pasted text hold no email', async () => {
    const { lists } = listsOf([user('1', 'kim@acme.example')]);
    const list = await lists.match({ text: 'Kim <kim@acme.example>\nnot an email\r\n\nkmori\n' });
    expect(list).toMatchObject({
      ...{ matched: 1, unmatchedTotal: 0 },
      ...{ withoutEmailTotal: 2, withoutEmail: ['not an email', 'kmori'] },
    });
  });

  it('takes a line of one word for a login', async () => {
    const { lists, asked } = listsOf([
      user('1', 'kim@acme.example'),
      user('2', 'kmori', { email: 'ken@acme.example' }),
    ]);
    const list = await lists.match({ text: 'kim@acme.example\n"kmori",\nKMORI\nnobody\n' });
    expect(list).toMatchObject({ matched: 2, unmatchedTotal: 0, withoutEmail: ['nobody'] });
    expect(lists.people(list.listId).map(({ userId }) => userId)).toEqual(['1', '2']);
    expect(asked.flat()).toEqual(['kim@acme.example', 'KMORI', 'nobody']);
    expect(await lists.match({ text: 'kmori' })).toMatchObject({ matched: 1, withoutEmailTotal: 0 });
  });

  it('gives what led to nobody as CSV, whole, with formulas disarmed and without secrets', async () => {
    const { lists } = listsOf([]);
    const gone = Array.from({ length: 300 }, (_, number) => `gone${String(number)}@acme.example`);
    const list = await lists.match({ text: [...gone, '=HYPERLINK(1) s3cret'].join('\n') });
    const { name, text } = await lists.csv(list.listId);
    expect(name).toBe('rollout-list-nobody.csv');
    expect(text.split('\r\n')).toHaveLength(303);
    expect(text).toContain('gone299@acme.example,Not in Okta');
    expect(text).toContain("'=HYPERLINK(1) …");
    await expect(lists.csv('another')).rejects.toThrow('not known any more');
  });

  it('finds an active user before a deactivated namesake, by the rules of People', async () => {
    const old = user('1', 'kim@old.example', { email: 'kim@acme.example', status: 'DEPROVISIONED' });
    const { lists } = listsOf([old, user('2', 'kim@acme.example')]);
    const list = await lists.match({ text: 'kim@acme.example gone@acme.example' });
    expect(list).toMatchObject({ matched: 1, unmatched: ['gone@acme.example'] });
    expect(lists.people(list.listId).map(({ userId }) => userId)).toEqual(['2']);
    expect(lists.matched()).toEqual(list);
  });

  it('picks nobody where several users have an email or login of it, and says who they are', async () => {
    const [dana, other] = [
      user('1', 'dana@acme.example'),
      user('2', 'd.reyes', { email: 'dana@acme.example', familyName: 'Reyes' }),
    ];
    const { lists } = listsOf([dana, other, user('3', 'kim@acme.example')]);
    const list = await lists.match({ text: 'DANA@acme.example\nkim@acme.example' });
    expect(list).toMatchObject({
      ...{ matched: 1, unmatchedTotal: 0, severalTotal: 1 },
      several: [
        {
          name: 'DANA@acme.example',
          people: [
            { id: '1', name: 'Kim Kay', email: 'dana@acme.example' },
            { id: '2', name: 'Kim Reyes (d.reyes)', email: 'dana@acme.example' },
          ],
        },
      ],
    });
    expect(lists.people(list.listId).map(({ userId }) => userId)).toEqual(['3']);
    expect(lists.unclear(list.listId).map((people) => people.map(({ userId }) => userId))).toEqual([
      ['1', '2'],
    ]);
    expect((await lists.csv(list.listId)).text).toContain(
      'DANA@acme.example,"Several users: dana@acme.example, d.reyes"',
    );
  });

  it('has all users of an email where each is deactivated: the plan leaves each out', async () => {
    const gone = (id: string) =>
      user(id, `${id}@old.example`, { email: 'kim@acme.example', status: 'DEPROVISIONED' });
    const { lists } = listsOf([gone('1'), gone('2')]);
    const list = await lists.match({ text: 'kim@acme.example' });
    expect(list).toMatchObject({ matched: 2, severalTotal: 0 });
    expect(lists.people(list.listId)).toHaveLength(2);
  });
});
