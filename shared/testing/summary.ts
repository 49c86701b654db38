import type { LeftItem } from '../left-to-do';
import { fromTo } from '../logged-change';
import { areaOf, labelWithin, shownValue } from '../settings';
import { noSignIn, signInResults, signInWays } from '../stated';
import { summaryVersion } from '../summary';
import type { Summary, SummarySetting, SummarySignOn } from '../summary';

export const madeAt = '2026-11-24T02:03:04.567Z';

export const exampleSetting: SummarySetting = {
  setting: 'connection.base-url',
  value: 'https://eu-board.oktopost.com/scim/v2',
  expected: 'https://eu-board.oktopost.com/scim/v2',
  known: { how: 'read-back', at: madeAt },
  measured: null,
  change: null,
  source: 'article',
};

/** A small summary; every value is made up. */
export const exampleSummary: Summary = {
  kind: 'oktopost-okta-summary',
  version: summaryVersion,
  verdict: 'Put it right.',
  practice: false,
  org: { name: 'Acme', url: 'https://acme.okta.com' },
  app: { label: 'Oktopost Social Advocacy', id: '0oa1', status: 'ACTIVE' },
  integration: null,
  destination: 'board',
  region: 'eu',
  made: madeAt,
  by: 'it.admin@acme.com',
  settings: [exampleSetting],
  evidence: [
    {
      at: madeAt,
      source: 'journal',
      who: 'it.admin@acme.com',
      what: 'Create the app integration “Oktopost Social Advocacy”',
      result: 'done',
      id: 'run-1',
    },
  ],
  systemLog: 'read',
  journalSkipped: { count: 0, first: [] },
  journalSkippedElsewhere: 0,
  mappingLeft: null,
  featuresShowScim: true,
  test: {
    user: {
      id: '00u1',
      login: 'ana@acme.com',
      email: 'ana@acme.com',
      givenName: 'Ana',
      familyName: 'Silva',
      status: 'ACTIVE',
    },
    result: 'passed',
    verdict: 'Ana arrived.',
    at: madeAt,
    decision: 'kept',
    logEventIds: ['e1', 'e2'],
    rows: [
      { attribute: 'userName', expected: 'ana@acme.com', okta: null, oktopost: 'x', state: 'different' },
    ],
  },
  lifeCycleTests: [],
  signOn: null,
  left: [
    {
      step: 'connection',
      kind: 'fault',
      text: 'Put it right.',
      link: { place: 'oktaApp', url: 'https://acme-admin.okta.com/admin/app/x/instance/0oa1/' },
      statement: null,
      settings: ['connection.base-url'],
    },
    { step: null, kind: 'reminder', text: 'Assign them.', link: null, statement: 'roll-out=', settings: [] },
  ],
  stated: [{ id: 'never-sent=2', by: 'it.admin@acme.com', at: madeAt, text: 'Two stay as they are.' }],
  people: { assigned: 12, neverSent: 2, failed: 3 },
  keptUserNames: [],
  rollout: null,
  versions: { assistant: '0.1.0', oktaSdk: '8.1.0', journal: 1 },
};

/** What a value of a fixed set is called in words. */
const inWords: Record<string, string> = {
  ACTIVE: 'Active',
  INACTIVE: 'Inactive',
  board: 'advocacy board',
  'admin-application': 'admin application',
  us: 'United States',
  eu: 'Europe',
  'single-sign-on': 'Single sign-on',
  provisioning: 'Provisioning',
  'to-app': 'To App',
  mapping: 'Attribute mapping',
  app: 'App integration',
  article: 'Oktopost’s article',
  choice: 'a choice of the admin',
  'okta default': 'Okta’s default',
  'help pages': 'Oktopost’s help pages',
  'read-back': 'read back',
  'proven-by-test': 'proven by the test user',
  'proven-by-life-cycle': 'proven by the life-cycle test',
  'read-in-log': 'read in Okta’s System Log, set by',
  unknown: 'cannot be read',
  open: 'not decided yet',
  kept: 'the user stays assigned',
  unassigned: 'the user was unassigned again',
  'not-finished': 'not finished',
  'not-there-yet': 'not there',
  'cannot-be-read': 'cannot be read',
  journal: 'journal of the assistant',
  'system-log': 'System Log of Okta',
};

const wordsOf = (value: string): string => {
  const time = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):.*Z$/.exec(value);
  return time === null ? (inWords[value] ?? value) : `${time[1]} ${time[2]} UTC`;
};

/** Something that is left to do, with these words alone. */
export const leftItem = (text: string): LeftItem => ({
  step: null,
  kind: 'open',
  text,
  link: null,
  statement: null,
  settings: [],
});

/** Every value of a summary in the words of its documents, in the order of its JSON, with what is left to do on top. */
export function valuesOf(summary: Summary): string[] {
  const { practice, systemLog, ...rest } = summary;
  const leaves = (value: unknown): string[] => {
    if (value === null) return ['not reported'];
    if (Array.isArray(value)) return value.flatMap(leaves);
    if (typeof value === 'object') return Object.values(value).flatMap(leaves);
    return [wordsOf(typeof value === 'string' ? value : JSON.stringify(value))];
  };
  const areas = new Set<string>();
  const settings = summary.settings.flatMap(({ known, change, ...row }) => {
    // A heading names the area once.
    const area = areaOf(row.setting);
    const heading = areas.has(area) ? [] : [area];
    areas.add(area);
    const { setting, source } = row;
    const [value, expected] = [row.value, row.expected].map((each) => shownValue(setting, each));
    const { how, ...more } = known;
    const stated = how === 'stated' ? ['stated by', known.by ?? 'an admin', known.at] : [how, more];
    const changed = change === null ? [] : [change.who, change.at, fromTo(change), change.eventId];
    return leaves([heading, labelWithin(setting), value, expected, stated, changed, source]);
  });
  const { kind, version, org, app, destination, region, made, by, evidence, test, signOn, left, versions } =
    rest;
  const { assigned = null, neverSent = null } = rest.people ?? {};
  const leftWords = left.flatMap(({ text, link }) => (link === null ? [text] : [text, link.url]));
  const statedWords = rest.stated.flatMap((statement) => [
    statement.text,
    statement.by ?? 'an admin',
    statement.at,
  ]);
  return [
    ...(practice ? ['PRACTICE RUN'] : []),
    ...leaves(leftWords),
    ...leaves([kind, version, org, app, destination, region, made, by, assigned, neverSent]),
    ...settings,
    ...leaves(evidence),
    ...(systemLog === 'read' ? [] : ['The System Log could not be read.']),
    ...(test === null ? ['No user was tested.'] : leaves(test)),
    ...(signOn === null ? [] : leaves({ ...signOn, checks: signOn.checks.map(signInOf) })),
    ...leaves(statedWords),
    ...leaves(versions),
  ];
}

const signInOf = ({ way, result, event, ...rest }: SummarySignOn['checks'][number]) => ({
  way: signInWays[way],
  result: signInResults[result],
  ...rest,
  event: event ?? noSignIn,
});

/** The first value that does not stand in the text after the ones before it; null when all do. Spaces and line ends do not count. */
export function firstMissing(values: readonly string[], text: string): string | null {
  const bare = (words: string): string => words.replace(/\s+/g, '');
  const whole = bare(text);
  let from = 0;
  for (const value of values) {
    const found = whole.indexOf(bare(value), from);
    if (found === -1) return value;
    from = found + bare(value).length;
  }
  return null;
}
