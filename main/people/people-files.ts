import { counted } from '../../shared/counted';
import { peopleStateOrder } from '../../shared/people';
import type { PeopleReason, PeopleResult, PeopleView, PersonRow } from '../../shared/people';
import { assertNever } from '../../shared/errors';
import { isOfTest, nextOf, reasonsOf, reasonWords, stateWords, testAdvice } from '../../shared/people-words';
import { statusName } from '../../shared/status-name';
import { csvFile } from '../export/csv';
import { minute } from '../export/document';
import type { Block, ExportDocument } from '../export/document';
import { setupFileName } from '../export/file-name';
import type { ExportFile } from '../export/files';
import type { Session } from '../storage/session';
import type { Classified } from './classify';

/** Without the ending. */
export const fileNameOf = (view: PeopleView, session: Session, at: string): string =>
  setupFileName(`people-${view}`, session, session.address?.orgUrl ?? null, at);

const heads = [
  'State',
  'Reasons',
  'First name',
  'Last name',
  'Email',
  'User name',
  'Okta status',
  'Assigned',
  'External id',
  'At Oktopost',
  'What to do',
];

/** One row a person, first and last name in columns of their own. */
export function peopleCsv(
  name: string,
  people: readonly Classified[],
  hide: (text: string) => string,
): ExportFile {
  const rows = people.map(({ row, person, assignment, account }) => [
    stateWords[row.state].name,
    reasonsOf(row),
    row.givenName,
    row.familyName,
    row.email,
    row.userName,
    person === null ? 'no user' : statusName(person.status),
    assignment === null ? 'no' : assignment.scope === 'GROUP' ? 'by a group' : 'as a person',
    assignment?.externalId ?? null,
    account === null ? null : `${account.userName} (${account.active ? 'active' : 'inactive'})`,
    whatToDo(row),
  ]);
  return csvFile(name, heads, rows, hide);
}

/** What a reason asks for before what the state does can help. */
const comesFirst: readonly PeopleReason[] = ['suspended', 'given-name-missing', 'family-name-missing'];

/** Of somebody who is not ready what each reason asks for, the heaviest first; else what the state asks for, after what comes first. */
function whatToDo(row: PersonRow): string | null {
  const { state, reasons } = row;
  if (isOfTest(row)) return testAdvice(row);
  const own = nextOf(row);
  const asksOf = (some: readonly PeopleReason[]): string[] =>
    some.flatMap((reason) => reasonWords[reason].next ?? []);
  if (state !== 'red' && state !== 'amber') {
    return own === null
      ? null
      : [...asksOf(reasons.filter((each) => comesFirst.includes(each))), own].join(' ');
  }
  const asked = asksOf(reasons);
  return asked.length === 0 ? own : asked.join(' ');
}

/** Counts, reasons and the picture, for a ticket; no names. */
export function peopleDocument(
  view: PeopleView,
  result: PeopleResult,
  licences: number | null,
): ExportDocument {
  const title = view === 'readiness' ? 'People before the rollout' : 'Who arrived';
  const states = peopleStateOrder.flatMap(
    (state) => result.states.find((each) => each.state === state) ?? [],
  );
  const blocks: Block[] = [
    {
      kind: 'text',
      text: `${sourceWords(result.source)} Read ${minute(result.at)}. ${oktopostWords(result.oktopost)}`,
    },
    {
      kind: 'bars',
      heads: ['State', 'People'],
      bars: states.map(({ state, people }) => ({ label: stateWords[state].name, value: people })),
    },
  ];
  if (result.reasons.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: 'Reasons' },
      {
        kind: 'table',
        heads: ['Reason', 'People', 'What to do'],
        rows: result.reasons.map(({ reason, people }) => [
          reasonWords[reason].name,
          people.toLocaleString('en'),
          reasonWords[reason].next ?? '',
        ]),
      },
    );
  }
  if (view === 'readiness') blocks.push({ kind: 'text', text: licenceWords(result, licences) });
  const { since } = result;
  if (since !== null) {
    blocks.push(
      { kind: 'heading', level: 2, text: `Since ${minute(since.at)}` },
      {
        kind: 'list',
        items: [
          ...since.moves.map(
            ({ from, to, people }) =>
              `${people.toLocaleString('en')}: ${from === null ? 'new' : stateWords[from].name} → ${stateWords[to].name}`,
          ),
          `${since.left.toLocaleString('en')}: not there any more`,
        ],
      },
    );
  }
  return { title, blocks };
}

export function sourceWords(source: PeopleResult['source']): string {
  switch (source.kind) {
    case 'assigned':
      return 'Everyone who is assigned.';
    case 'groups':
      return `Members of ${source.names.join(', ')}.`;
    case 'emails':
      return `${counted(source.emails, 'email')} of ${source.file}.`;
    default:
      return assertNever(source);
  }
}

function oktopostWords(oktopost: PeopleResult['oktopost']): string {
  switch (oktopost) {
    case 'read':
      return 'Okta’s list and Oktopost’s.';
    case 'in-part':
      return 'Oktopost’s list held fewer accounts than it counts: it was read in part.';
    case 'no-token':
      return 'Okta’s side only: there is no Oktopost token.';
    case 'failed':
      return 'Okta’s side only: Oktopost could not be read.';
    default:
      return assertNever(oktopost);
  }
}

function licenceWords(
  { newcomers, newcomersOnceMended, activeAccounts }: PeopleResult,
  licences: number | null,
): string {
  if (newcomers === null || newcomersOnceMended === null)
    return 'How many of them need a licence is not known: Oktopost’s accounts were not all read.';
  const later =
    newcomersOnceMended === 0
      ? ''
      : `, ${newcomersOnceMended.toLocaleString('en')} more once they no longer fail`;
  const needed = `${counted(newcomers, 'person needs', 'people need')} a licence${later}`;
  const used =
    activeAccounts === null ? '' : `, ${counted(activeAccounts, 'account is', 'accounts are')} active`;
  if (licences === null) return `${needed}${used}.`;
  const left = licences - (activeAccounts ?? 0) - newcomers;
  const verdict =
    left >= 0 ? counted(left, 'stays free', 'stay free') : counted(-left, 'is missing', 'are missing');
  return `${needed}${used}. Of ${counted(licences, 'licence')} ${verdict}.`;
}
