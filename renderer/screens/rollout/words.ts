import { agreed, allOf, counted, firstOf } from '../../../shared/counted';
import type { RolloutCounts, RolloutView, TakeBackPlan } from '../../../shared/rollout';
import type { RolloutDraft } from '../../../shared/rollout-plan';
import type { NotedRollout } from '../../../shared/saved-rollout';
import { notAssignedNow } from '../../../shared/not-assigned';
import { repairBatch } from '../../../shared/repair';
import type { MissingReason, RepairPlan } from '../../../shared/repair';
import {
  countHeads,
  countsSentence,
  ringKindWords,
  ringName,
  ringStateWord,
} from '../../../shared/rollout-words';

const people = (count: number): string => counted(count, 'person', 'people');
/** Who follows without another yes. */
const then = (count: number): string => (count > 0 ? `, then ${count.toLocaleString('en')} more` : '');
const emptyGroup = 'Assign the group alone';
const onward = 'Go on when you like.';

type ShownRing = RolloutView['rings'][number];
type Repair = NonNullable<RolloutCounts['repair']>;

/** A first one alone, then a batch at a time; Okta takes some seconds for each. */
function repairMinutes(seconds: number, count: number): string {
  const batches = 1 + Math.ceil((count - 1) / repairBatch);
  return counted(Math.ceil((batches * (seconds + 15)) / 60), 'minute');
}

const named = (names: readonly string[], count: number): string =>
  firstOf(names, names.length, count - names.length);
const progress = ({ done, failed, people: all, isFollowed }: Repair): string =>
  isFollowed ? `${done} of ${all} arrived.` : `${done + failed} of ${all} tried again.`;

export const words = {
  title: 'Rollout',
  lead: 'Assign people ring by ring. Each ring has to arrive before the next one begins.',
  people,
  who: {
    title: 'Who',
    emails: {
      label: 'Emails',
      hint: 'One a line, or as a mail program copies them. A line of one word is taken for a login.',
      action: 'Match with Okta',
      drop: 'Or drop a CSV here.',
    },
    forget: 'Remove this list',
    matched: (count: number) => `${people(count)} found in Okta.`,
    unmatched: (count: number) => `Not in Okta: ${count.toLocaleString('en')}`,
    withoutEmail: (count: number) =>
      `Lines without an email or a login in Okta: ${count.toLocaleString('en')}`,
    several: (count: number) => `Several users have it, choose who is meant: ${count.toLocaleString('en')}`,
    listed: 'In the list',
    exports: [['csv', 'CSV of who was not found']],
    groups: {
      title: 'Groups',
      search: 'Search groups',
      none: 'No group begins like this.',
      hint: 'A group goes whole, in a ring of its own: all its members, and whoever joins it later.',
    },
    people: { title: 'People', search: 'Search people', none: 'Nobody in Okta begins like this.' },
    find: (what: string) => `Find ${what.toLowerCase()}`,
    add: (name: string) => `Add ${name}`,
    remove: (name: string) => `Remove ${name}`,
  },
  before: {
    title: 'From the saved set-up',
    lead: (by: string | null, at: string) =>
      `Saved by ${by ?? 'another admin'} on ${at}. Nobody is assigned by it: choose here.`,
    licences: (count: number) => `Licences stated: ${count.toLocaleString('en')}.`,
    chosen: 'Chosen there',
    group: (name: string) => `Group ${name}`,
    how: ({ ringSize, failShare, goOn }: Pick<RolloutDraft, 'ringSize' | 'failShare' | 'goOn'>) =>
      `Rings of ${ringSize.toLocaleString('en')}, pause above ${failShare} %, ${goOn ? 'going on by itself' : 'waiting after each ring'}`,
    counts: (counts: Omit<NotedRollout, 'latest'>) => `${people(counts.people)}: ${countsSentence(counts)}`,
    rings: 'Rings there',
  },
  rings: {
    title: 'Rings',
    size: 'People in a ring, after 1, 5 and 10',
    share: 'Pause when more than this share fails, in percent',
    goOn: 'Go on by itself when a ring has arrived',
    plan: 'Plan',
  },
  plan: {
    title: 'Plan',
    heads: ['Ring', 'Who', 'People'],
    kinds: ringKindWords,
    ring: ringName,
    ringOf: (index: number, { group, kind }: Pick<ShownRing, 'group' | 'kind'>) =>
      `${ringName(index)}, ${group ?? ringKindWords[kind]}`,
    who: (index: number) => `People of ring ${index + 1}`,
    more: (count: number) => `and ${count.toLocaleString('en')} more`,
    facts: {
      people: 'To assign',
      newAccounts: 'New accounts',
      reactivations: 'Reactivated accounts',
      links: 'Accounts that Okta links to and overwrites',
      renames: 'Of these with another name',
      overwritten: 'Overwritten',
      licences: 'Licences',
    },
    reading: 'Reading.',
    notRead: 'not read',
    licences: (needed: number, inUse: number | null, have: number | null) =>
      [
        `${needed.toLocaleString('en')} needed`,
        inUse === null ? 'those in use are not known' : `${inUse.toLocaleString('en')} in use`,
        ...(have === null ? [] : [`of ${have.toLocaleString('en')}`]),
      ].join(', '),
    licencesFor: 'Only new and reactivated accounts need one.',
    links: (count: string, names: readonly string[], all: number) =>
      names.length === 0 ? count : `${count}: ${named(names, all)}`,
    skipped: (count: number) => `Left out: ${people(count)}`,
    repair: 'Whom Okta never sent, or whose last push failed: “Repair assignments”, below.',
    rings: (count: number) => (count === 1 ? 'One ring' : allOf(count, 'rings')),
    begin: (count: number, rest: number) =>
      `${count === 0 ? emptyGroup : `Begin with ${people(count)}`}${then(rest)}`,
  },
  course: {
    title: 'Course',
    heads: ['Ring', ...countHeads, 'State'],
    state: ringStateWord,
    note: (text: string, at: string | null) => `${text}${at === null ? '' : `, read at ${at}`}.`,
    axis: {
      start: '0 s',
      end: (seconds: number) => `${seconds.toLocaleString('en')} s`,
      most: people,
      since: ({ arrived, waiting, failed }: Pick<ShownRing, 'arrived' | 'waiting' | 'failed'>) =>
        `Read again since: arrived ${arrived}, on the way ${waiting}, failed ${failed}.`,
    },
    none: '–',
    why: 'Why',
    more: 'More of what to do',
    links: {
      toApp: 'Open To App in Okta',
      general: 'Open General in Okta',
      integration: 'Open Integration in Okta',
    },
    back: 'Paused: the ring was taken back.',
    passed: (
      index: number,
      { people: all, failed, looked }: Pick<ShownRing, 'people' | 'failed' | 'looked'>,
    ) =>
      all === 0
        ? `The group of ring ${index + 1} is assigned, and nobody was in it.`
        : failed > 0
          ? `Ring ${index + 1} is done: ${people(failed)} did not arrive. ${onward}`
          : looked === null
            ? `Okta says that ring ${index + 1} has arrived; Oktopost was not read.`
            : `Ring ${index + 1} has arrived. ${onward}`,
    pauses: {
      'too-many-failed': 'Paused: more failed than you allow.',
      error: 'Paused by an error.',
      stopped: 'Stopped. What Okta has begun, it finishes.',
      'not-as-planned': 'Paused: Okta changed since the plan.',
    } satisfies Record<Exclude<RolloutCounts['pause'], 'ring-passed' | null>, string>,
    stop: 'Stop',
    goOn: 'Go on',
    again: (index: number) => `Check ring ${index + 1} again`,
    sendAgain: 'Okta sends nobody again by itself: see “Why” at the ring.',
    failed: (count: number) => `Did not arrive: ${people(count)}`,
    left: ({
      takenBack,
      unassigned,
      notBegun,
    }: Pick<RolloutCounts, 'takenBack' | 'unassigned' | 'notBegun'>) =>
      `Not assigned: ${[
        ...(takenBack > 0 ? [`${takenBack} taken back`] : []),
        ...(unassigned > 0 ? [`${unassigned} unassigned elsewhere`] : []),
        ...(notBegun > 0 ? [`${notBegun} not begun`] : []),
      ].join(', ')}`,
    backOf: (index: number) => `Take ring ${index + 1} back`,
  },
  /** The next ring, although too many of one failed. */
  goOn: {
    action: (index: number) => `Go on with ring ${index + 1}`,
    failed: (index: number, count: number, size: number) =>
      `${count.toLocaleString('en')} of ${people(size)} in ring ${index + 1} failed. Whoever comes next may fail for the same cause.`,
    yes: (count: number, rest: number) =>
      `${count === 0 ? emptyGroup : `Assign ${people(count)}`}${then(rest)}`,
  },
  another: {
    action: 'Plan another rollout',
    title: 'Plan another rollout?',
    text: (count: number) =>
      `${people(count)} of this one ${agreed(count, 'is', 'are')} not assigned. Once another begins, this one does not go on.`,
    stays: 'Whoever is assigned stays, and each ring can still be taken back.',
    no: 'Keep this one',
    back: 'Back to the rollout',
  },
  back: {
    title: (index: number) => `Take ring ${index + 1} back?`,
    people: (count: number) => `${people(count)} ${agreed(count, 'is', 'are')} unassigned.`,
    group: (name: string, count: number) => `The group ${name} is unassigned, with it ${people(count)}.`,
    accounts: ({ deactivated, deletes }: TakeBackPlan) =>
      `Okta ${deletes ? 'deletes' : 'deactivates'} ${counted(deactivated, 'Oktopost account')}.`,
    staysActive: (count: number) =>
      `${counted(count, 'account stays active: deactivate it', 'accounts stay active: deactivate them')} in Oktopost.`,
    leftAlone: (count: number) =>
      `${people(count)} ${agreed(count, 'is', 'are')} assigned otherwise and left alone.`,
    type: (count: number) => `Type ${count} to go on`,
    now: (index: number) => `Taking ring ${index + 1} back.`,
    no: 'Keep them',
    yes: 'Take the ring back',
  },
  repair: {
    title: 'Repair assignments',
    lead: 'Okta sends nobody again by itself who was assigned while provisioning or Create Users was off, or whose push failed. Looking writes nothing.',
    look: { 'too-early': 'Find whom Okta never sent', 'push-failed': 'Find whose last push failed' },
    none: {
      'too-early': 'There is nobody whom Okta never sent.',
      'push-failed': 'Nobody’s last push failed.',
      ring: 'Nobody of this ring has to be assigned again: check the ring.',
    },
    again: (index: number) => `Assign who failed in ring ${index + 1} again`,
    howSent: (index: number) => `How ring ${index + 1} is sent again`,
    text: (seconds: number, count: number) =>
      `Unassigned, and assigned again ${counted(seconds, 'second')} later: sooner, an older “inactive” of Okta’s can arrive last. ${count === 1 ? 'About' : 'One first, then fifty at a time: about'} ${repairMinutes(seconds, count)} in all. Meanwhile they cannot sign in to Oktopost. If the assistant ends in between, it assigns them when it is connected again.`,
    notAssigned: (count: number) =>
      `${people(count)} ${agreed(count, 'is', 'are')} not assigned now, and only assigned.`,
    inactive: (count: number) =>
      `${counted(count, 'account is', 'accounts are')} inactive at Oktopost: Okta deactivates ${agreed(count, 'it', 'them')} once more first.`,
    gone: (count: number) =>
      `${counted(count, 'account is', 'accounts are')} gone from Oktopost: Okta looks for another one, or makes it.`,
    pushFailed:
      'After a push that failed, unassigning sends Oktopost nothing. Where the cause is not mended, they fail again.',
    accounts: ({ made, linked, reactivated, second }: NonNullable<RepairPlan['accounts']>) =>
      `Oktopost: ${[
        ...(made > 0 ? [counted(made, 'new account, a licence each', 'new accounts, a licence each')] : []),
        ...(reactivated > 0 ? [`${reactivated} reactivated, a licence each`] : []),
        ...(linked > 0 ? [`${counted(linked, 'account')} linked and overwritten`] : []),
        ...(second > 0
          ? [
              `${counted(second, 'second account', 'second accounts')}, since the first has another user name there`,
            ]
          : []),
      ].join('; ')}.`,
    accountsNotRead: 'Oktopost was not read: which accounts this makes or overwrites is not known.',
    who: (count: number) => `Who: ${people(count)}`,
    kept: (kept: readonly string[]) => (kept.length === 0 ? '' : `, keeps ${kept.join(', ')}`),
    lost: (lost: readonly string[]) => (lost.length === 0 ? '' : `, loses ${lost.join(', ')}`),
    begin: (count: number, onlyAssigned: boolean) =>
      onlyAssigned ? `Assign ${people(count)}` : `Unassign and assign ${people(count)}`,
    no: 'Cancel',
    stop: 'Stop after this batch',
    stops: 'Stops after this batch',
    goOn: 'Go on with the repair',
    progress,
    between: notAssignedNow,
    waits: (until: string) =>
      `Will be assigned again at ${until}. Stopping changes nothing of that: it begins no other batch.`,
    now: ({ done, failed, people: all, between: count }: Repair) =>
      `${done + failed} of ${all} tried again${count > 0 ? `, ${count} not assigned now` : ''}.`,
    failed: ({ failedNames, failed }: Pick<Repair, 'failedNames' | 'failed'>) =>
      `Did not arrive: ${named(failedNames, failed)}.`,
    others: 'Look for others',
    group: (count: number) => `${people(count)} assigned by a group`,
    groupReason: {
      'never-sent': (first) =>
        `Take them out of the group and put them back, or begin with ${first ?? ''}: on the Assignments tab choose Provision User. Oktopost’s article calls it Provision now; Okta support enables “Provision out of sync users”.`,
      'push-failed': () => 'Whose push failed: retry their tasks in Okta (Dashboard > Tasks).',
      'no-account': () =>
        'Whose account is inactive or gone at Oktopost: take them out of the group, wait some minutes, and put them back.',
    } as Record<MissingReason, (first: string | null) => string>,
    link: 'Open Assignments in Okta',
    groupCost: (name: string, waiting: number, cost: number) =>
      `${name}: ${counted(waiting, 'waits', 'wait')}. Taking the group off would deactivate ${cost}; only as the last choice.`,
  },
  refused: {
    text: 'Whoever comes next fails for the same cause, until it is mended.',
  },
  secondYes: { title: 'Go on all the same?', no: 'Cancel', yes: 'Go on all the same' },
  state: {
    choose: 'Nothing is written before you begin.',
    notConnected: 'Connect Okta first.',
    noApp: 'The app integration comes first.',
    nobody: 'Choose who: a list of emails, people or groups.',
    number: 'A number is out of its range: correct it to plan.',
    planned: 'Read the plan first.',
    blocked: 'It cannot begin yet.',
    running: (ring: number, rings: number) => `Ring ${ring} of ${rings}.`,
    checking: (ring: number) => `Reading ring ${ring}.`,
    paused: 'Paused.',
    next: (ring: number, count: number, rest: number) => `Next: ring ${ring}, ${people(count)}${then(rest)}.`,
    done: ({
      people: all,
      arrived,
      failed,
      missing,
      arrivedBefore,
      unassigned,
    }: Pick<RolloutCounts, 'people' | 'arrived' | 'failed' | 'missing' | 'arrivedBefore' | 'unassigned'>) =>
      `${arrived < all ? 'Ended' : 'Done'}: ${(arrived + arrivedBefore).toLocaleString('en')} of ${people(all)} arrived${arrivedBefore > 0 ? `, ${arrivedBefore.toLocaleString('en')} ${unassigned > 0 ? 'unassigned' : 'taken back'} since` : ''}${missing > failed ? `; ${(missing - failed).toLocaleString('en')} of rollouts before did not` : ''}.`,
  },
} as const;
