import { peopleStateOrder } from '../../shared/people';
import type { PeopleReason, PeopleResult, PeopleState } from '../../shared/people';
import { emailRule } from '../observe/person-rules';
import { keyOf } from '../observe/name-key';
import type { OktaPerson } from '../okta/types';
import type { Classified } from './classify';
import { shownSource } from './scan';
import type { Gathered, Scan } from './scan';

/** Okta users by id, and by the key of login and email, but for a name that several of them have: nobody is known by it. */
export function knownOf(people: readonly Classified[]): Map<string, OktaPerson> {
  const known = new Map<string, OktaPerson>();
  const shared = new Set<string>();
  for (const { person } of people) {
    if (person === null) continue;
    for (const key of [person.userId, keyOf(person.login), keyOf(person.email)]) {
      if ((known.get(key) ?? person).userId !== person.userId) shared.add(key);
      known.set(key, person);
    }
  }
  for (const key of shared) known.delete(key);
  return known;
}

/** Counts of a reading that is whole, each state and reason with its people. `at`: when it ended, ISO 8601. */
export function resultOf(
  scan: Scan,
  gathered: Gathered,
  people: readonly Classified[],
  at: string,
  since: PeopleResult['since'],
): PeopleResult {
  const states = new Map<PeopleState, number>();
  const reasons = new Map<PeopleReason, number>();
  let newcomers = 0;
  let newcomersOnceMended = 0;
  for (const { row, account } of people) {
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    for (const reason of row.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (account?.active === true) continue;
    // Nobody, whatever is mended.
    if (row.reasons.includes('not-in-okta') && emailRule(row.email) !== 'usable') continue;
    if (row.state === 'red') newcomersOnceMended += 1;
    else newcomers += 1;
  }
  const { accounts, oktopost } = gathered;
  const isRead = accounts !== null && oktopost === 'read';
  const ofReadiness = (count: number): number | null =>
    scan.view !== 'readiness' ? 0 : isRead ? count : null;
  return {
    at,
    source: shownSource(scan.source),
    total: people.length,
    states: peopleStateOrder.flatMap((state) => {
      const count = states.get(state);
      return count === undefined ? [] : [{ state, people: count }];
    }),
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, people: count }))
      .sort((one, other) => other.people - one.people),
    oktopost,
    activeAccounts: isRead ? accounts.all.filter(({ active }) => active).length : null,
    newcomers: ofReadiness(newcomers),
    newcomersOnceMended: ofReadiness(newcomersOnceMended),
    since,
  };
}
