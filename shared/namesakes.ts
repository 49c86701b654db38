import { counted, firstOf } from './counted';
import type { ExplainedPerson } from './explained';
import { statusName } from './status-name';

/** Users of Okta of whom nobody knows which one is meant: "2 users: ana.one (Suspended), ana.two (Active)". */
export const namesakesWords = ({
  users,
  more,
}: Extract<ExplainedPerson['atOkta'], { is: 'several' }>): string =>
  `${counted(users.length + more, 'user')}: ${firstOf(
    users.map(({ login, status }) => `${login} (${statusName(status)})`),
    users.length,
    more,
  )}`;
