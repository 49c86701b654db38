import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { longestMessage, mostMessages } from '../../shared/explain/log-input';
import { smallOkta } from '../testing/small-okta';
import { createExplanations } from './explanations';
import type { ExplainSource } from './explanations';

const hide = (text: string): string => text.replaceAll('s3cret', '***');
const now = new Date('2026-11-28T10:00:00.000Z');
const fileOf = (data: string | Uint8Array, name = 'log.csv'): ExplainSource => ({
  kind: 'file',
  name,
  data: Buffer.from(data).toString('base64'),
});
const pasted = (text: string): ExplainSource => ({ kind: 'text', text });

async function explained(source: ExplainSource) {
  return createExplanations(hide).read(source);
}
async function refusal(source: ExplainSource): Promise<string> {
  try {
    await explained(source);
  } catch (error) {
    if (error instanceof AppFailure) return error.error.message;
    throw error;
  }
  throw new Error('it was read');
}
const causes = async (source: ExplainSource) =>
  (await explained(source)).groups.map(({ cause, count, people }) => [
    cause,
    count,
    people.map(({ name, login }) => login ?? name),
  ]);

const logRows = [
  [
    'eventType',
    'outcome.reason',
    'outcome.result',
    'target0.type',
    'target0.alternateId',
    'target0.id',
    'published',
  ],
  [
    'application.provision.user.push',
    'Conflict',
    'FAILURE',
    'User',
    'ana@acme.com',
    '00u1',
    '2026-11-27T10:00:00.000Z',
  ],
  [
    'application.provision.user.push',
    'Conflict',
    'FAILURE',
    'User',
    'bo@acme.com',
    '00u2',
    '2026-11-28T10:00:00.000Z',
  ],
  [
    'application.provision.user.push',
    '',
    'SUCCESS',
    'User',
    'cy@acme.com',
    '00u3',
    '2026-11-28T10:00:00.000Z',
  ],
  [
    'application.provision.user.push',
    'Unauthorized',
    'FAILURE',
    'User',
    'ana@acme.com',
    '00u1',
    '2026-11-28T10:00:00.000Z',
  ],
];
const asLog = [
  ['already-exists', 2, ['ana@acme.com', 'bo@acme.com']],
  ['token-refused', 1, ['ana@acme.com']],
];
const csv = (rows: readonly (readonly string[])[], delimiter = ',', end = '\r\n'): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(end);

describe('a CSV of the System Log', () => {
  it.each([
    ['commas and CRLF', csv(logRows)],
    ['semicolons', csv(logRows, ';', '\n')],
    ['tabs and old line ends', csv(logRows, '\t', '\r')],
    ['bars', csv(logRows, '|')],
    ['a byte order mark', `\uFEFF${csv(logRows)}`],
    ['Excel’s word for the delimiter', `sep=;\r\n${csv(logRows, ';')}`],
    ['a title above the headers', `Export\r\n\r\n${csv(logRows)}`],
    ['columns in another order', csv(logRows.map((row) => [...row].reverse()))],
    ['headers as a database writes them', csv(logRows).replace(/^.*/, (heads) => heads.replaceAll('.', '_'))],
    [
      'headers in words',
      csv(logRows).replace('outcome.reason', 'Outcome Reason').replace('eventType', 'Event Type'),
    ],
  ])('is read with %s', async (_what, text) => {
    expect(await causes(fileOf(text))).toEqual(asLog);
  });

  it('is read in UTF-16, with a mark and without', async () => {
    const wide = Buffer.from(csv(logRows), 'utf16le');
    expect(await causes(fileOf(wide))).toEqual(asLog);
    expect(await causes(fileOf(Buffer.concat([Buffer.from([0xff, 0xfe]), wide])))).toEqual(asLog);
    expect(await causes(fileOf(Buffer.from(wide).swap16()))).toEqual(asLog);
  });

  it('names all targets in one cell as JSON', async () => {
    const target = JSON.stringify([{ id: '00u1', type: 'User', alternateId: 'ana@acme.com' }]);
    const rows = [
      ['Event', 'Result', 'Reason', 'Target'],
      ['application.provision.user.push', 'Failure', 'Conflict', target],
    ];
    expect(await causes(fileOf(csv(rows)))).toEqual([['already-exists', 1, ['ana@acme.com']]]);
  });

  it('says when the failures were, and what was left out', async () => {
    const { groups, skipped, read } = await explained(fileOf(csv(logRows)));
    expect(read).toBe('system-log');
    expect(groups[0]).toMatchObject({ first: '2026-11-27T10:00:00.000Z', last: '2026-11-28T10:00:00.000Z' });
    expect(skipped).toEqual({ succeeded: 1, noEvent: 0, noReason: 0, prose: 0 });
  });
});

describe('Oktopost’s failed migrations, whose columns nobody documents', () => {
  it.each([
    ['Email,Date,Error\r\nana@acme.com,2026-11-28,Email already exists'],
    ['First Name;Last Name;E-mail address;Failure reason\nAna;Silva;ana@acme.com;Email already exists'],
    ['Status\tUser Name\nEmail already exists\tana@acme.com'],
    ['Reason,Email\n"Email ""already"" exists",ana@acme.com\n,bo@acme.com'],
  ])('are read by their headers: %j', async (text) => {
    const { groups, read } = await explained(fileOf(text, 'failed-migrations.csv'));
    expect(read).toBe('failed-migrations');
    expect(groups).toMatchObject([{ cause: 'already-exists', people: [{ login: 'ana@acme.com' }] }]);
  });

  it('keep names in an encoding of an older Excel', async () => {
    const text =
      'Name;Email;Error\nJosé Núñez;jose@acme.com;Email already exists\nZoë Müller;zoe@acme.com;Email already exists';
    const { groups } = await explained(fileOf(Buffer.from(text, 'latin1')));
    expect(groups[0]?.people.map(({ name }) => name)).toEqual(['José Núñez', 'Zoë Müller']);
  });

  it('count rows without a reason', async () => {
    const { skipped } = await explained(fileOf('Email,Error\nana@acme.com,\nbo@acme.com,Seat limit reached'));
    expect(skipped.noReason).toBe(1);
  });
});

describe('pasted lines', () => {
  it('name the person that Okta names in them', async () => {
    const line =
      'Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: Unauthorized';
    expect(await causes(pasted(`${line}\n\n${line}`))).toEqual([['token-refused', 2, ['Ana Silva']]]);
  });

  it.each([
    ['behind a label', 'Response: {"email":"ana@acme.com","status":"400","detail":"userName is required"}'],
    ['with a request', 'POST /Users {"email":"ana@acme.com","status":"400","detail":"userName is required"}'],
    ['without braces', '"email":"ana@acme.com","status":"400","detail":"userName is required"'],
  ])('of JSON %s are no table', async (_where, text) => {
    expect((await explained(pasted(text))).read).toBe('messages');
    expect(await causes(pasted(text))).toEqual([['username-blank', 1, ['ana@acme.com']]]);
  });

  it('in sentences with commas are no table', async () => {
    const text =
      'Hi team, we got this error, for the email of Ana\nError while creating user for ana@acme.com: Conflict, as before';
    expect((await explained(pasted(text))).read).toBe('messages');
  });

  it('that nobody knows come last, with nobody blamed', async () => {
    const { groups } = await explained(pasted('Odd\nOdd\nOdd\nUnauthorized'));
    expect(groups.map(({ cause, owner }) => [cause, owner])).toEqual([
      ['token-refused', 'okta-admin'],
      ['unknown', 'unknown'],
    ]);
  });

  it('of JSON are read as the System Log', async () => {
    const event = {
      eventType: 'application.provision.user.push',
      outcome: { result: 'FAILURE', reason: 'Conflict' },
    };
    expect((await explained(pasted(JSON.stringify([event])))).read).toBe('system-log');
  });
});

describe('what is refused, each with its reason', () => {
  it.each([
    ['an Excel workbook', fileOf('PK\x03\x04', 'log.xlsx'), /Excel workbook.*Save the sheet as CSV/],
    ['a picture', fileOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d])), /picture/],
    [
      'bytes of a program',
      fileOf(new Uint8Array(2000).map((_byte, index) => (index * 7) % 32)),
      /no text file/,
    ],
    ['a CSV of other things', fileOf('Fruit,Price\nApple,1'), /No row has headers/],
    ['nothing', fileOf(''), /No row has headers/],
    ['an empty text', pasted(' '), /no message of a failure/],
    [
      'successes alone',
      fileOf(csv([logRows[0] ?? [], logRows[3] ?? []])),
      /no message of a failure.*1 event in it tells of no failure/,
    ],
    [
      'a quotation mark that is never closed',
      fileOf('Email,Error\nana@acme.com,"Conflict\nbo@acme.com,x'),
      /never closed/,
    ],
    [
      'an endless field',
      fileOf(`Email,Error\nana@acme.com,"${'x'.repeat(longestMessage + 1)}"`),
      /Row 2 has a field of more/,
    ],
    ['too many columns', fileOf(`Email,Error\nx${','.repeat(2000)}`), /Row 2 has more than 1000 columns/],
    [
      'too many rows',
      fileOf(`Email,Error\n${'a@b.c,x\n'.repeat(mostMessages + 1)}`),
      /more than 20,000 rows/,
    ],
    ['cut JSON', fileOf('[{"eventType":', 'log.json'), /may have been cut/],
  ])('%s', async (_what, source, reason) => {
    expect(await refusal(source)).toMatch(reason);
  });
});

it('tells of every user who has the email of a message, whoever comes first', async () => {
  const user = (id: string, login: string, status: string) => ({
    ...{ id, login, status, email: 'ana@acme.com', givenName: 'Ana', familyName: 'Silva', source: null },
    ...{ typeId: null, profile: {} },
  });
  const users = [user('1', 'ana.one', 'SUSPENDED'), user('2', 'ana.two', 'ACTIVE')];
  const explanations = createExplanations(hide);
  await explanations.read(pasted('Email,Error\nana@acme.com,Conflict'));
  const names = () => explanations.last()?.groups[0]?.people.map(({ name }) => name);
  expect(names()).toEqual([null]);
  const atOkta = async (found: typeof users) => {
    const okta = { ...smallOkta([]).okta, usersNamed: () => Promise.resolve(found) };
    return (await explanations.lookUp(okta)).groups[0]?.people[0]?.atOkta;
  };
  expect(await atOkta(users.slice(0, 1))).toMatchObject({ login: 'ana.one', status: 'SUSPENDED' });
  expect(names()).toEqual(['Ana Silva']);
  expect(await atOkta(users)).toEqual({
    is: 'several',
    users: [
      { login: 'ana.one', status: 'SUSPENDED' },
      { login: 'ana.two', status: 'ACTIVE' },
    ],
    more: 0,
  });
  const table = async () => (await explanations.csv(now)).text;
  expect(await table()).toContain('"2 users: ana.one (Suspended), ana.two (Active)"');
  const many = ['1', '2', '3', '4', '5', '6', '7'].map((id) => user(id, `ana.${id}`, 'ACTIVE'));
  expect(await atOkta(many)).toMatchObject({ is: 'several', more: 2 });
  expect(await table()).toContain('7 users: ana.1 (Active), ana.2 (Active)');
  expect(await table()).toContain('ana.5 (Active) and 2 more');
});

it('keeps what was given last, and nothing that was forgotten while it was read', async () => {
  const explanations = createExplanations(hide);
  const many = pasted('Oktopost refused it: error 500\n'.repeat(1000));
  const first = explanations.read(many);
  await explanations.read(pasted('The token was refused: error 401'));
  await first;
  expect(explanations.last()?.messages).toBe(1);
  const second = explanations.read(pasted('The token was refused: error 401'));
  explanations.forget();
  await second;
  expect(explanations.last()).toBeNull();
});
