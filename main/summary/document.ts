import { assertNever } from '../../shared/errors';
import { capitalised } from '../../shared/counted';
import { fromTo } from '../../shared/logged-change';
import { asksOktopost, destinations, regions } from '../../shared/oktopost';
import { isLeft, leftMeans, leftWords as asLeftWords } from '../../shared/left-as-is';
import { byHand, groupedByStep } from '../../shared/left-to-do';
import type { LeftItem } from '../../shared/left-to-do';
import { afterwards, verdictOf } from '../../shared/summary-verdict';
import { doubtedWords, isDoubtedIn } from '../../shared/connection-doubt';
import { areaOf, exceptionOf, labelOf, labelWithin, shownValue } from '../../shared/settings';
import { noSignIn, signInResults, signInWays, statedRows } from '../../shared/stated';
import { statusName } from '../../shared/status-name';
import { stepNames } from '../../shared/step-names';
import type { SettingArea } from '../../shared/settings';
import type {
  Evidence,
  KnownBy,
  Measured,
  Summary,
  SummarySetting,
  SummarySignOn,
} from '../../shared/summary';
import { proofWords } from './doubt';
import { skippedBlocks } from './skipped-lines';
import { rolloutBlocks } from './rollout-blocks';
import { lifeCycleBlock, testBlocks } from './test-blocks';
import { minute, practiceDocument, reported, reportedMinute } from '../export/document';
import type { Block, ExportDocument } from '../export/document';

const areas: Record<SettingArea, string> = {
  app: 'App integration',
  'single-sign-on': 'Single sign-on',
  provisioning: 'Provisioning',
  'to-app': 'To App',
  mapping: 'Attribute mapping',
};

const sources: Record<SummarySetting['source'], string> = {
  article: 'Oktopost’s article',
  'help pages': 'Oktopost’s help pages (not in its article)',
  choice: 'a choice of the admin (not in Oktopost’s article)',
  'okta default': 'Okta’s default, or the app’s own (not in Oktopost’s article)',
  assistant: 'this assistant (not in Oktopost’s article)',
};

/**
 * The summary for a change ticket: every value of it in its order, in words, but `integration`, which is for tools; times in UTC, to
 * the minute.
 */
export function summaryDocument(summary: Summary): ExportDocument {
  const { practice, org, app, destination, region, made, by, settings, signOn, left, people, versions } =
    summary;
  const blocks: Block[] = [
    { kind: 'text', text: verdictOf(summary) },
    heading('Left to do'),
    ...leftBlocks(left),
    heading('From now on'),
    { kind: 'list', items: afterwards(summary) },
    heading('About this set-up'),
    {
      kind: 'table',
      heads: ['About', 'Value'],
      rows: [
        ['Format', `${summary.kind}, version ${summary.version}`],
        ['Okta org', `${reported(org.name)}, ${org.url}`],
        ['App integration', `${app.label} (${app.id}, ${statusName(app.status)})`],
        ['Oktopost', `${destinations[destination].name}, ${regions[region].name}`],
        ['Made', minute(made)],
        ['By', reported(by)],
        ['SCIM in the features of app integrations', shownInFeatures(summary.featuresShowScim)],
        ['Assigned people', reported(people === null ? null : String(people.assigned))],
        ['Of these never sent to Oktopost', reported(people === null ? null : String(people.neverSent))],
        ['Of these with a failed last push', reported(people?.failed?.toString() ?? null)],
      ],
    },
    ...Object.entries(areas).flatMap(([area, title]): Block[] => {
      const rows = settings.filter(({ setting }) => areaOf(setting) === area);
      return rows.length === 0
        ? []
        : [heading(title), ...asLeftBlocks(rows, summary), settingsTable(rows, summary)];
    }),
    heading('Evidence'),
    ...evidenceBlocks(summary),
    heading('Test user'),
    ...testBlocks(summary),
    heading('Life-cycle test'),
    lifeCycleBlock(summary),
    ...(signOn === null ? [] : signOnBlocks(signOn)),
    heading('What Okta does not show'),
    ...unreadSettings(summary),
    ...statedBlocks(summary),
    ...(summary.rollout === null
      ? []
      : rolloutBlocks(summary.rollout, asksOktopost(summary.destination, summary.region))),
    heading('Versions'),
    {
      kind: 'table',
      heads: ['What', 'Version'],
      rows: [
        ['Oktopost Setup for Okta', versions.assistant],
        ['Okta’s SDK', reported(versions.oktaSdk)],
        ['Format of the journal', reported(versions.journal === null ? null : String(versions.journal))],
      ],
    },
  ];
  const document = { title: 'Oktopost in Okta', blocks };
  return practice ? practiceDocument(document) : document;
}

/** What is left, each under the screen of the assistant that does it, or as done by hand. */
export const leftBlocks = (left: readonly LeftItem[]): Block[] =>
  left.length === 0
    ? [{ kind: 'text', text: 'Nothing is left to do.' }]
    : groupedByStep(left).flatMap(([step, items]): Block[] => [
        { kind: 'heading', level: 3, text: step === null ? byHand : stepNames[step] },
        { kind: 'list', items: items.map(leftWords) },
      ]);

/** A fault says so: in a file there is no colour. */
const leftWords = ({ kind, text, link }: LeftItem): string =>
  `${kind === 'fault' ? 'To mend: ' : ''}${text}${link === null ? '' : ` ${link.url}`}`;

/** All that rests on an admin's word alone, as a table; nothing where there is none. */
export function statedBlocks(summary: Pick<Summary, 'stated' | 'settings' | 'signOn'>): Block[] {
  const rows = statedRows(summary);
  if (rows.length === 0) return [];
  return [
    heading('Stated, not read'),
    {
      kind: 'table',
      heads: ['What', 'By', 'When'],
      rows: rows.map(({ text, by, at }) => [text, by ?? 'an admin', reportedMinute(at)]),
    },
  ];
}

const shownInFeatures = (shown: boolean | null): string =>
  shown === null ? reported(null) : shown ? 'shown by this org' : 'never shown by this org';

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/** That the admin left rows as they are, and what that means; nothing where there are none. */
function asLeftBlocks(
  rows: readonly SummarySetting[],
  { mappingLeft }: Pick<Summary, 'mappingLeft'>,
): Block[] {
  const means = leftMeans(rows.filter((row) => isLeft(row, mappingLeft)));
  if (mappingLeft === null || means === null) return [];
  return [{ kind: 'text', text: `${capitalised(asLeftWords(mappingLeft, minute))}. ${means}` }];
}

const settingsTable = (
  rows: readonly SummarySetting[],
  { left, mappingLeft }: Pick<Summary, 'left' | 'mappingLeft'>,
): Block => ({
  kind: 'table',
  heads: ['Setting', 'Value', 'Expected', 'How it is known', 'Asked for by'],
  rows: rows.map((row) => {
    const { setting, value, expected, source, known } = row;
    const asLeft = isLeft(row, mappingLeft);
    return [
      labelWithin(setting),
      known.how === 'unknown' || value === expected || asLeft
        ? shownValue(setting, value)
        : { alert: 'differs:', text: shownValue(setting, value) },
      [shownValue(setting, expected), exceptionOf(setting, expected)]
        .filter((part) => part !== null)
        .join('. '),
      `${knownOfRow(row, left)}${asLeft ? '; left as it is' : ''}`,
      sources[source],
    ];
  }),
});

/** How a setting is known, or why what proved it counts no more, what a life-cycle test measured otherwise, and who changed it. */
export const knownOfRow = (
  { setting, known, measured, change }: Pick<SummarySetting, 'setting' | 'known' | 'measured' | 'change'>,
  left: Summary['left'],
): string =>
  [
    isDoubtedIn(left, setting) ? doubtedWords : knownWords(known),
    ...(measured === null
      ? []
      : [`${known.how === 'stated' ? 'after ' : ''}${measuredWords(measured)}: test again`]),
    ...(change === null
      ? []
      : [
          `changed by ${reported(change.who)} at ${minute(change.at)}: ${fromTo(change)}, event ${change.eventId}`,
        ]),
  ].join('; ');

/** What a life-cycle test measured otherwise than expected, as a clause. */
export const measuredWords = ({ user, at, value }: Measured): string =>
  `the life-cycle test of ${user} ${value === null ? 'did not see it work' : `measured “${value}”`} at ${minute(at)}`;

/** How a setting is known, in words. */
export function knownWords(known: KnownBy): string {
  switch (known.how) {
    case 'read-back':
      return `read back ${minute(known.at)}`;
    case 'proven-by-test':
    case 'proven-by-life-cycle':
      return `proven by ${proofWords(known)}`;
    case 'proven-by-push':
      return `proven by ${proofWords(known)}, when Oktopost refused the token before; event ${known.event}`;
    case 'stated':
      return `stated by ${known.by ?? 'an admin'} at ${minute(known.at)}, cannot be read`;
    case 'read-in-log':
      return `read in Okta’s System Log, set by ${reported(known.by)} at ${minute(known.at)}`;
    case 'unknown':
      return 'cannot be read';
    default:
      return assertNever(known);
  }
}

const evidenceSources: Record<Evidence['source'], string> = {
  journal: 'journal of the assistant',
  'system-log': 'System Log of Okta',
};

function evidenceBlocks(summary: Summary): Block[] {
  return [...evidenceTable(summary), ...skippedBlocks(summary)];
}

function evidenceTable({ evidence, systemLog }: Summary): Block[] {
  const unread: Block = { kind: 'text', text: 'The System Log could not be read.' };
  if (evidence.length === 0) {
    return systemLog === 'read' ? [{ kind: 'text', text: 'There is no evidence yet.' }] : [unread];
  }
  const table: Block = {
    kind: 'table',
    heads: ['When', 'Source', 'Who', 'What', 'Result', 'Run or event'],
    rows: evidence.map(({ at, source, who, what, result, id }) => [
      minute(at),
      evidenceSources[source],
      reported(who),
      what,
      reported(result),
      id,
    ]),
  };
  return systemLog === 'read' ? [table] : [table, unread];
}

/** The settings that rest on a test or on someone's word, listed again together. */
export function unreadSettings({ settings, left }: Pick<Summary, 'settings' | 'left'>): Block[] {
  const rows = settings.filter(({ known }) => known.how !== 'read-back');
  if (rows.length === 0) return [{ kind: 'text', text: 'Okta shows every setting.' }];
  return [
    {
      kind: 'table',
      heads: ['Setting', 'Value', 'How it is known'],
      rows: rows.map(({ setting, value, ...how }) => [
        labelOf(setting),
        shownValue(setting, value),
        knownOfRow({ setting, ...how }, left),
      ]),
    },
  ];
}

function signOnBlocks({ issuer, signOnUrl, certificate, policy, checks }: SummarySignOn): Block[] {
  const facts: [string, string | null][] = [
    ['Issuer (entity ID)', issuer],
    ['Sign-on URL', signOnUrl],
    ['Signing certificate', certificate?.subject ?? null],
    ['SHA-256 fingerprint', certificate?.fingerprint ?? null],
    ['Valid until', certificate === null ? null : minute(certificate.until)],
    ['Sign-in policy', policy === null ? null : `${policy.name}, ${statusName(policy.status)}`],
  ];
  return [
    heading('Single sign-on values for Oktopost'),
    {
      kind: 'table',
      heads: ['Single sign-on', 'Value'],
      rows: facts.map(([label, value]) => [label, reported(value)]),
    },
    { kind: 'heading', level: 3, text: 'Sign-ins that were tried' },
    {
      kind: 'table',
      heads: ['Sign-in', 'Result', 'Stated', 'Stated by', 'System Log event', 'When', 'Who'],
      rows: checks.map(({ way, result, decidedAt, decidedBy, event }) => [
        signInWays[way],
        result === 'did-not-work' ? { alert: signInResults[result], text: '' } : signInResults[result],
        reportedMinute(decidedAt),
        reported(decidedBy),
        event?.id ?? noSignIn,
        reportedMinute(event?.at ?? null),
        reported(event?.who ?? null),
      ]),
    },
  ];
}
