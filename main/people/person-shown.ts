import { firstOf } from '../../shared/counted';
import { isReconciliationState } from '../../shared/people';
import type { PersonShown } from '../../shared/people';
import { isOfTest, nextOf, reasonWords, retryOf, testAdvice } from '../../shared/people-words';
import { profileSourceName, statusName, syncStateName } from '../../shared/status-name';
import { keyOf } from '../observe/name-key';
import type { Classified } from './classify';

/** Deep links, null until what they need is known. */
export interface PeopleLinks {
  /** The people of Okta's Admin Console; the path of one is this and the id. */
  oktaUser: string | null;
  oktaAssignments: string | null;
  oktopostTeam: string | null;
}

const mostSharers = 5;

/** One person with what both sides hold, and what to do, in order. */
export function personShown(classified: Classified, oktopostRead: boolean, links: PeopleLinks): PersonShown {
  const { row, person } = classified;
  const user = links.oktaUser === null || person === null ? null : `${links.oktaUser}${person.userId}`;
  return {
    row,
    facts: factsOf(classified, oktopostRead),
    retry: isReconciliationState(row.state) && !isOfTest(row) ? retryOf[row.state] : null,
    recipe: recipeOf(classified, { ...links, oktaUser: user }),
  };
}

function factsOf(
  { person, assignment, account, row }: Classified,
  oktopostRead: boolean,
): PersonShown['facts'] {
  const fact = (
    what: string,
    okta: string | null,
    oktopost: string | null,
    isSame = (one: string, other: string): boolean => one === other,
  ): PersonShown['facts'][number] => ({
    what,
    okta,
    oktopost,
    differs: okta !== null && oktopost !== null && okta !== '' && !isSame(okta, oktopost),
  });
  const there = oktopostRead
    ? account === null
      ? 'no account'
      : account.active
        ? 'active'
        : 'inactive'
    : 'not read';
  return [
    fact('User name', assignment?.userName ?? person?.login ?? null, account?.userName ?? null),
    fact('First name', assignment?.givenName ?? person?.givenName ?? null, account?.givenName ?? null),
    fact('Last name', assignment?.familyName ?? person?.familyName ?? null, account?.familyName ?? null),
    fact(
      'Email',
      person?.email ?? (row.id.startsWith('email:') ? row.email : null),
      account?.email ?? null,
      (a, b) => keyOf(a) === keyOf(b),
    ),
    {
      what: 'Status',
      okta: person === null ? 'no user' : statusName(person.status),
      oktopost: there,
      differs: false,
    },
    {
      what: 'Assigned',
      okta: assignment === null ? 'no' : assignment.scope === 'GROUP' ? 'by a group' : 'as a person',
      oktopost: null,
      differs: false,
    },
    fact('Link (external id)', assignment?.externalId ?? null, account?.id ?? null),
    {
      what: 'Okta’s id',
      okta: person?.userId ?? null,
      oktopost: account?.externalId ?? null,
      differs: false,
    },
    {
      what: 'Sync state',
      okta: wordOf(assignment?.syncState, syncStateName),
      oktopost: null,
      differs: false,
    },
    { what: 'Comes from', okta: wordOf(person?.source, profileSourceName), oktopost: null, differs: false },
  ];
}

const wordOf = (value: string | null | undefined, nameOf: (value: string) => string): string | null =>
  value === null || value === undefined ? null : nameOf(value);

/** The repair of a link that every source gives: cause, link, unassign, assign, test. The rollout's repair does what it can of it. */
function recipeOf({ row, assignment, sharers }: Classified, links: PeopleLinks): PersonShown['recipe'] {
  if (isOfTest(row)) {
    const text = testAdvice(row);
    const link = row.state === 'only-at-oktopost' ? links.oktopostTeam : null;
    return text === null ? [] : [step(text, link)];
  }
  const causes = row.reasons.flatMap((reason) => {
    const { name, next } = reasonWords[reason];
    if (next === null || reason === 'by-group') return [];
    const text = `${name}:${reason === 'double' ? othersOf(row.id, sharers) : ''} ${next}`;
    return reason === 'in-error' || reason === 'too-early' || reason === 'in-repair'
      ? repaired(text)
      : step(text, links.oktaUser);
  });
  const isByGroup = assignment?.scope === 'GROUP';
  const own = nextOf(row);
  const found =
    row.cause === undefined ? [] : [step([row.cause.what, row.cause.next ?? ''].join(' ').trimEnd())];
  const checkAgain = step('Check again here: the person should have arrived.');
  switch (row.state) {
    case 'too-early':
      return [
        ...causes,
        ...found,
        repaired(
          isByGroup
            ? '“Repair assignments” says how Okta sends whom a group assigns.'
            : '“Repair assignments” unassigns, waits and assigns again.',
        ),
        checkAgain,
      ];
    case 'in-error':
      return [
        ...causes,
        ...(found.length > 0
          ? found
          : [step('Read the message in Okta (Dashboard > Tasks), and fix its cause.')]),
        ...(isByGroup
          ? byHand(isByGroup, links)
          : [repaired('If it fails again, “Repair assignments” unassigns, waits and assigns again.')]),
        checkAgain,
      ];
    case 'gone':
    case 'inactive-there':
      return [
        ...causes,
        step(
          'Look at the link: does the account with this external id exist at Oktopost?',
          links.oktopostTeam,
        ),
        ...byHand(isByGroup, links),
        checkAgain,
      ];
    case 'left-active':
      return own === null ? [] : [step(own, links.oktopostTeam)];
    default:
      return [...causes, ...(own === null ? [] : [step(own, links.oktaAssignments)])];
  }
}

function othersOf(id: string, sharers: Classified['sharers'] = []): string {
  const others = sharers.flatMap(({ userId, login }) => (userId === id ? [] : [login]));
  return others.length === 0 ? '' : ` ${firstOf(others, mostSharers)}.`;
}

type Step = PersonShown['recipe'][number];

const step = (text: string, link: string | null = null): Step => ({ text, link, place: null });

const repaired = (text: string): Step => ({ text, link: null, place: 'rollout' });

const byHand = (isByGroup: boolean, { oktaAssignments }: PeopleLinks): Step[] => [
  step(
    isByGroup ? 'Take the person out of the group that assigns them.' : 'Unassign the person.',
    oktaAssignments,
  ),
  step('Wait some minutes: a quick pair can end inactive. Then assign again.', oktaAssignments),
];
