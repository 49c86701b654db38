import { counted } from '../../shared/counted';
import { masked } from '../../shared/explain/mask';
import type { LifeCycle, LifeCycleFact } from '../../shared/life-cycle';
import { actualWords, factName, lifeCyclePhaseNames } from '../../shared/life-cycle-words';
import type { ExplainedFailures } from '../../shared/explained';
import { asksOktopost, destinations, regions, targetOf } from '../../shared/oktopost';
import type { Summary } from '../../shared/summary';
import type { Explanation, TestSnapshot } from '../../shared/verification';
import { minute, practiceDocument } from '../export/document';
import type { Block, Cell, ExportDocument } from '../export/document';
import type { Ports, Redactor } from '../ports';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';
import { summaryDocument } from '../summary/document';
import { shownTest } from '../verification/shown-test';

export interface SupportParts {
  session: Session;
  explained: ExplainedFailures | null;
  /** As read now; the sentence says why it could not be. */
  summary: Summary | string;
  ports: Pick<Ports, 'version' | 'shell'>;
  clean: Redactor['clean'];
  now: Date;
  /** IANA name of this computer's time zone, e.g. `Europe/Berlin`. */
  timeZone: string;
}

/** Everything that support asks for, in one document: no token, no password; every text of others redacted. */
export function supportDocument(parts: SupportParts): ExportDocument {
  const { session, explained, summary, clean } = parts;
  const blocks: Block[] = [
    {
      kind: 'text',
      text: 'Times are in UTC. It holds names and user names of people who failed, and no token or password.',
    },
    heading('About'),
    { kind: 'table', heads: ['What', 'Value'], rows: aboutRows(parts) },
    ...(explained === null ? [] : explainedBlocks(explained)),
    ...testBlocks(shownTest(session.test)),
    ...lifeCycleBlocks(livesOf(session), session),
    ...(typeof summary === 'string'
      ? [heading('Settings'), { kind: 'text', text: summary } as const]
      : summaryDocument(summary).blocks.filter(({ kind }) => kind !== 'notice')),
  ];
  const redacted = blocks.map((block) => redactedBlock(block, (text) => masked(clean(text))));
  const document = { title: 'Support bundle: Oktopost in Okta', blocks: redacted };
  return session.mode === 'practice' ? practiceDocument(document) : document;
}

function aboutRows({ session, ports, now, timeZone }: SupportParts): string[][] {
  const { address, app, destination, region } = session;
  const target = destination === null || region === null ? null : targetOf(destination, region);
  return [
    ['Made', minute(now.toISOString())],
    ['Time zone of this computer', `${timeZone}, UTC${offset(now)}`],
    ['Oktopost Setup for Okta', `${ports.version}, ${ports.shell}`],
    ...(address === null ? [] : [['Okta org', address.orgUrl]]),
    ...(app === null ? [] : [['App integration', `${app.label} (${app.id}, ${app.status})`]]),
    ...(target === null
      ? []
      : [
          ['Oktopost', `${destinations[target.destination].name}, ${regions[target.region].name}`],
          ['SCIM base URL', target.scimBaseUrl ?? 'of the pre-built app, not reported by Okta'],
        ]),
  ];
}

/** `+02:00` of this computer at that time. */
function offset(now: Date): string {
  const minutes = -now.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function explainedBlocks({ groups, file, messages }: ExplainedFailures): Block[] {
  return [
    heading('Failures, explained'),
    { kind: 'text', text: `${counted(messages, 'failure')} from ${file ?? 'a pasted text'}.` },
    {
      kind: 'table',
      heads: [
        'What happened',
        'Who acts next',
        'What to do',
        'Times',
        'First and last',
        'Messages',
        'People',
      ],
      rows: groups.map(({ says, owner, next, count, first, last, examples, people, peopleTotal }) => [
        says,
        owner,
        next,
        String(count),
        first === null ? 'not told' : `${first} to ${last ?? first}`,
        examples.join(' | '),
        `${String(peopleTotal)}: ${people.map(({ login, name }) => login ?? name ?? '').join(', ')}`,
      ]),
    },
  ];
}

function testBlocks({
  user,
  assignedAt,
  verdict,
  explanation,
  timeline,
  unassignment,
}: TestSnapshot): Block[] {
  if (user === null) return [];
  const facts = [
    ['User', `${user.login} (${user.id})`],
    ['Assigned', assignedAt === null ? 'no' : minute(assignedAt)],
    ['Verdict', verdict ?? 'none yet'],
    ...explanationRows(explanation),
    ...(unassignment === null
      ? []
      : [
          ['Unassigned', minute(unassignment.unassignedAt)],
          ['Its verdict', unassignment.verdict ?? 'none yet'],
          ...explanationRows(unassignment.explanation),
        ]),
  ];
  return [
    heading('Timeline of the test user'),
    { kind: 'table', heads: ['What', 'Value'], rows: facts },
    {
      kind: 'table',
      heads: ['When', 'Source', 'What', 'Event'],
      // Read in passes: what was logged earlier may have been read later.
      rows: timeline
        .toSorted((a, b) => a.at.localeCompare(b.at))
        .map(({ at, source, text, failed, eventId }) => [
          at,
          source,
          failed ? { alert: 'failed:', text } : text,
          eventId ?? '',
        ]),
    },
  ];
}

const explanationRows = (explanation: Explanation | null): string[][] =>
  explanation === null
    ? []
    : [
        ['Why', explanation.what],
        ['Who acts next', explanation.owner],
        ['What to do', explanation.next],
        ['What was said', explanation.said ?? 'nothing'],
      ];

/** The last life-cycle test, phase by phase, and of those before it the phases that failed. */
function lifeCycleBlocks(lives: readonly LifeCycle[], session: Session): Block[] {
  const last = lives.at(-1);
  const phases = lives.flatMap((life) =>
    life.phases
      .filter(({ state }) => state === 'failed' || (life === last && state !== 'to-do'))
      .map((record) => [life, record] as const),
  );
  if (phases.length === 0) return [];
  return [
    heading('Life-cycle test'),
    {
      kind: 'table',
      heads: ['User', 'Phase', 'Result', 'Begun', 'Ended', 'Expected and found', 'Why', 'Events'],
      rows: phases.map(([{ user, error }, record]) => [
        user?.email ?? '',
        lifeCyclePhaseNames[record.phase],
        record.state === 'failed' ? { alert: 'failed', text: '' } : record.state,
        record.startedAt ?? 'at a time not known',
        record.endedAt ?? 'not ended',
        record.facts.map((fact) => factLine(fact, session)).join(' | '),
        record.explanation === null
          ? record.state === 'failed'
            ? (error?.message ?? 'not known')
            : ''
          : explanationRows(record.explanation)
              .map((row) => row.join(': '))
              .join(' | '),
        record.eventIds.join(', '),
      ]),
    },
  ];
}

/** One fact of a life-cycle test: what was expected, and what was found. */
export function factLine(
  fact: LifeCycleFact,
  { destination, region }: Pick<Session, 'destination' | 'region'>,
): string {
  const found = fact.state === 'cannot-be-read' ? '' : 'found ';
  const isAsked = destination === null || region === null || asksOktopost(destination, region);
  return `${factName(fact)}: expected ${fact.expected}; ${found}${actualWords(fact, isAsked)}`;
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

function redactedBlock(block: Block, redact: (text: string) => string): Block {
  switch (block.kind) {
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map((cell) => redactedCell(cell, redact))) };
    case 'flow':
      return {
        ...block,
        boxes: block.boxes.map(({ title, lines }) => ({ title: redact(title), lines: lines.map(redact) })),
        arrows: block.arrows.map((lines) => lines.map(redact)),
      };
    case 'files':
      return {
        ...block,
        files: block.files.map((file) => ({
          ...file,
          names: file.names.map(redact),
          about: redact(file.about),
        })),
      };
    case 'list':
      return { ...block, items: block.items.map(redact) };
    case 'bars':
      return { ...block, bars: block.bars.map((bar) => ({ ...bar, label: redact(bar.label) })) };
    case 'course':
      return block;
    case 'heading':
    case 'text':
    case 'notice':
      return { ...block, text: redact(block.text) };
  }
}

const redactedCell = (cell: Cell, redact: (text: string) => string): Cell =>
  typeof cell === 'string' ? redact(cell) : { ...cell, text: redact(cell.text) };
