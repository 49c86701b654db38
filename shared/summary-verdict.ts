import { agreed, counted, firstOf } from './counted';
import { isLeft } from './left-as-is';
import { labelOf } from './settings';
import type { PhaseOutcome } from './life-cycle-phases';
import { lifeCyclePhaseNames } from './life-cycle-words';
import type { LifeCycleTested, Summary } from './summary';

/** What came of the test user. */
export const testResults: Record<NonNullable<Summary['test']>['result'], string> = {
  passed: 'passed',
  'passed-in-okta': 'passed in Okta; nothing was read at Oktopost',
  failed: 'failed',
  'not-finished': 'not finished',
};

const outcomes: Record<PhaseOutcome, string> = {
  proven: 'proven',
  seen: 'seen by an admin',
  failed: 'failed',
  stopped: 'stopped',
  'not-read': 'not read',
};

/** What came of a life-cycle test, by its phases as they were tried last, with a time where more than once: `failed: Assign; proven: Create the user in Okta`. */
export function lifeCycleResult({ phases }: LifeCycleTested, timeOf: (at: string) => string): string {
  const triesOf = ({ phase }: Tried): Tried[] => phases.filter((each) => each.phase === phase);
  const nameOf = (tried: Tried): string =>
    triesOf(tried).length > 1 && tried.at !== null
      ? `${lifeCyclePhaseNames[tried.phase]} (${timeOf(tried.at)})`
      : lifeCyclePhaseNames[tried.phase];
  const isLast = (tried: Tried): boolean => triesOf(tried).at(-1) === tried;
  const partsOf = (tries: readonly Tried[], when: string): string[] =>
    Object.entries(outcomes).flatMap(([outcome, words]) => {
      const names = tries.filter(({ result }) => result === outcome).map(nameOf);
      return names.length === 0 ? [] : [`${words}${when}: ${[...new Set(names)].join(', ')}`];
    });
  const earlier = phases.filter((tried) => !isLast(tried));
  return [...partsOf(phases.filter(isLast), ''), ...partsOf(earlier, ' before')].join('; ');
}

type Tried = LifeCycleTested['phases'][number];

/** The state of the set-up, a sentence each: done, or what differs and other faults first, then what nobody knows, then the test user. */
export function verdictOf({
  settings,
  mappingLeft,
  test,
  left,
}: Pick<Summary, 'settings' | 'mappingLeft' | 'test' | 'left'>): string {
  const unknown = settings.filter(({ known }) => known.how === 'unknown').length;
  const differing = settings.filter(
    ({ value, expected, known }) => known.how !== 'unknown' && value !== expected,
  );
  const wrong = differing.filter((row) => !isLeft(row, mappingLeft));
  const asLeft = differing.length - wrong.length;
  const about = new Set(wrong.map(({ setting }) => setting));
  // Those of settings that differ are named.
  const faults = left.filter(
    ({ kind, settings: ofItem }) => kind === 'fault' && !ofItem.some((setting) => about.has(setting)),
  ).length;
  const faultsLeft = (more: string): string =>
    faults === 1 ? `One${more} fault is left to mend` : `${String(faults)}${more} faults are left to mend`;
  const named = `These differ: ${firstOf(
    wrong.map(({ setting }) => labelOf(setting)),
    namedAtMost,
  )}`;
  const parts = [
    ...(wrong.length > 0
      ? [named]
      : faults === 0
        ? [`No${asLeft > 0 ? ' other' : ''} setting is known to differ`]
        : []),
    ...(asLeft > 0
      ? [
          `${counted(asLeft, 'attribute')} of the optional mapping ${agreed(asLeft, 'is', 'are')} left as ${agreed(asLeft, 'it is', 'they are')}`,
        ]
      : []),
    ...(faults > 0 ? [faultsLeft(wrong.length > 0 ? ' more' : '')] : []),
    ...(unknown === 0
      ? []
      : [`${unknown} of ${counted(settings.length, 'setting')} ${agreed(unknown, 'is', 'are')} not known`]),
    test === null ? 'No user was tested' : `The test of ${test.user.login}: ${testResults[test.result]}`,
  ];
  return `${left.length === 0 ? 'Done. ' : ''}${parts.join('. ')}.`;
}

/** More than these are in the list of settings. */
const namedAtMost = 5;

const dayMs = 24 * 60 * 60_000;

/** What to mind once the set-up is done, each a sentence; `day` writes a date, for files that of UTC. Source for the token: Okta facts, section 2, "API tokens". */
export function afterwards(
  { made, signOn }: Pick<Summary, 'made' | 'signOn'>,
  day = (at: string): string => at.slice(0, 10),
): string[] {
  const inAMonth = day(new Date(Date.parse(made) + 30 * dayMs).toISOString());
  const until = signOn?.certificate?.until ?? null;
  return [
    `About ${inAMonth}, check for drift with the JSON of this summary. The check needs a token that may only read.`,
    'When nothing is left to do, revoke this set-up’s Okta API token, or deactivate its service app. Okta itself revokes a token unused for 30 days.',
    ...(until === null
      ? []
      : [`Before ${day(until)}, give Oktopost Okta’s next signing certificate: this one ends then.`]),
    'Keep user name and email identical in Okta for everyone who is assigned.',
    'When somebody leaves, look in Oktopost that the account is inactive: Okta tries a deactivation once, and sends none after a failed push. If it is active, deactivate it there, then mark the task in Okta (Dashboard > Tasks) as done.',
  ];
}
