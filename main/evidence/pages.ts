import { destinations, regions, targetOf } from '../../shared/oktopost';
import type { OktaConnection } from '../../shared/connection';
import { statusName } from '../../shared/status-name';
import { afterwards, verdictOf } from '../../shared/summary-verdict';
import type { NamedUser } from '../../shared/snapshot';
import type { Summary } from '../../shared/summary';
import { minute, practiceDocument, reported } from '../export/document';
import type { Block, ExportDocument, FilesBlock } from '../export/document';
import type { JournalEntry } from '../storage/journal-entry';
import type { Session } from '../storage/session';
import { userTestsOf } from '../storage/user-tests';
import { leftBlocks, statedBlocks, summaryDocument, unreadSettings } from '../summary/document';
import { skippedBlocks } from '../summary/skipped-lines';
import { approvedBlocks } from './approved';
import { factBlocks, factsOf } from './facts';
import { notKeptBlocks, testsNotKept } from './not-kept';
import { pictureOf } from './picture';
import { readNowOf } from './read-now';
import { rolloutFailureBlocks } from './rollout-failures';
import type { RingFailures } from './rollout-failures';
import { notAllSentBlocks, tokenFacts } from './token-facts';
import { accountsPage, isConsented, leaversPage, privilegePage, testedPage } from './questions';

export interface EvidenceParts {
  summary: Summary;
  session: Pick<
    Session,
    | 'lifeCycle'
    | 'earlierLives'
    | 'test'
    | 'earlierTests'
    | 'earlierPass'
    | 'signIns'
    | 'tokenChange'
    | 'earlierTokenChanges'
    | 'pastedToken'
  >;
  /** Of this set-up. */
  entries: readonly JournalEntry[];
  okta: OktaConnection;
  /** Who is assigned now, of those whom `entries` name, by Okta's id. */
  people: ReadonlyMap<string, NamedUser>;
  /** Of the rollout. */
  rings: readonly RingFailures[];
}

/** `name` without its extension; `about` in one sentence, for the list on the first page. */
export interface Page {
  name: string;
  about: string;
  document: ExportDocument;
}

/** The pages of the pack but the first, in the order in which they are read. */
export function evidencePages(parts: EvidenceParts): Page[] {
  const { summary, session, entries } = parts;
  const { lifeCycle, earlierLives, signIns } = session;
  const userTests = userTestsOf(session);
  const facts = [
    ...factsOf({ summary, lifeCycle, earlierLives, userTests, failedSignIns: signIns.failed }),
    ...tokenFacts(session),
  ];
  const notKept = [...notKeptBlocks(testsNotKept(entries, session)), ...notAllSentBlocks(session)];
  const asked = { ...parts, facts };
  const page = (name: string, title: string, about: string, blocks: Block[]): Page => {
    const document = { title, blocks };
    return { name, about, document: summary.practice ? practiceDocument(document) : document };
  };
  return [
    { name: 'summary', about: 'Every setting, and how it is known.', document: summaryDocument(summary) },
    page(
      'changes',
      'What the assistant wrote to Okta',
      'Each change of an approved plan that was begun, by whom and when; before, after, request.',
      [...approvedBlocks(entries, readNowOf(summary, parts.people)), ...skippedBlocks(summary)],
    ),
    page('tests', 'What was tested', 'Numbered facts: what was sent, what came back, when.', [
      ...factBlocks(facts),
      ...notKept,
      ...rolloutFailureBlocks(parts.rings),
    ]),
    page(
      'by-hand',
      'What stays manual',
      'What Okta does not show or do by itself, and what is left to do.',
      byHandBlocks(summary),
    ),
    page(
      'who-creates-accounts',
      'Who can create accounts?',
      'Who gets an account at Oktopost, and by whom.',
      accountsPage(asked),
    ),
    page(
      'who-removes-leavers',
      'Who removes those who leave, and how fast?',
      'What makes leavers inactive at Oktopost, and how long it took.',
      leaversPage(asked),
    ),
    page(
      'least-privilege',
      'Is least privilege used?',
      'What the assistant signed in with, and what that may do.',
      privilegePage(asked),
    ),
    page('what-was-tested', 'How much was tested?', 'Tests by their result.', [
      ...testedPage(asked),
      ...notKept,
    ]),
  ];
}

/** The first page: the verdict, what was set up, and what the files are. */
export function firstPage({ summary }: EvidenceParts, files: FilesBlock['files']): ExportDocument {
  const { org, app, destination, region, made, by, versions } = summary;
  const isInArticle = targetOf(destination, region).inArticle;
  const blocks: Block[] = [
    { kind: 'text', text: verdictOf(summary) },
    {
      kind: 'table',
      heads: ['About', 'Value'],
      rows: [
        ['Okta org', `${reported(org.name)}, ${org.url}`],
        ['App integration', `${app.label} (${app.id}, ${statusName(app.status)})`],
        [
          'Oktopost',
          `${destinations[destination].name}, ${regions[region].name}${isInArticle ? '' : ': this way is not in Oktopost’s article'}`,
        ],
        ['Read', minute(made)],
        ['By', reported(by)],
        ['Made by', `Oktopost Setup for Okta ${versions.assistant}`],
      ],
    },
    { kind: 'heading', level: 2, text: 'What was set up' },
    pictureOf(summary),
    { kind: 'heading', level: 2, text: 'Files' },
    { kind: 'files', heads: ['File', 'What it holds'], files },
    {
      kind: 'text',
      text: 'SHA256SUMS has the SHA-256 of each file: “sha256sum -c SHA256SUMS” checks them. The SHA-256 of SHA256SUMS stands for all of them; the assistant showed it when it made this pack. Keep it elsewhere.',
    },
  ];
  const document = { title: 'Evidence: Oktopost in Okta', blocks };
  return summary.practice ? practiceDocument(document) : document;
}

function byHandBlocks(summary: Summary): Block[] {
  const { left } = summary;
  return [
    { kind: 'heading', level: 2, text: 'Left to do' },
    ...leftBlocks(left),
    { kind: 'heading', level: 2, text: 'From now on' },
    { kind: 'list', items: afterwards(summary) },
    { kind: 'heading', level: 2, text: 'What Okta does not show' },
    ...unreadSettings(summary),
    ...(isConsented(summary)
      ? [
          {
            kind: 'text',
            text: 'The consent that an admin gave at Oktopost, by which Okta was let in: only Oktopost shows it.',
          } as const,
        ]
      : []),
    ...statedBlocks(summary),
  ];
}
