import { expectedAttributes } from '../../shared/predict';
import type { AttributeRow } from '../../shared/verification';
import { justNowMs } from '../okta/recent-answers';
import type { Okta } from '../okta/okta';
import type { AppUser } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import type { Session } from '../storage/session';
import type { Look } from './look';
import { predictedFor } from './predicted';
import { requireApp } from '../storage/required';

type Expected = ReturnType<typeof expectedAttributes>;

/**
 * Reads what the test user has to look like at Oktopost; null when there is no test user. `afresh`: what was read is read again
 * where an answer of just now was used, before anything is said to differ from it.
 */
export type ReadExpected = (okta: Okta, session: Session, afresh?: boolean) => Promise<Expected | null>;

/** Reads once, and again only after a run has written the mapping: make another one for another test. */
export function createExpectation(): ReadExpected {
  let known: { mapping: Session['mapping']; expected: Expected; isShared: boolean } | null = null;
  return async (okta, session, afresh = false) => {
    // The session gets another `mapping` object by every run that writes or reads the mapping back, and by nothing else.
    if (known?.mapping === session.mapping && !(afresh && known.isShared)) return known.expected;
    const { user: row } = session.test;
    if (row === null) return null;
    let isShared = false;
    const onShared = (): void => {
      isShared = true;
    };
    // The check of this user and the run that assigned them have just read both.
    const [user, { readable }] = await okta.recently({ withinMs: afresh ? 0 : justNowMs, onShared }, () =>
      Promise.all([okta.user(row.id), okta.mappings(requireApp(session).id, 'known')]),
    );
    if (user === null) return null;
    const expected = expectedAttributes(predictedFor(user, readable, session));
    known = { mapping: session.mapping, expected, isShared };
    return expected;
  };
}

/** Expected beside what Okta's app user and Oktopost hold, one row for each attribute. */
export function compareAttributes(
  expected: Expected,
  { appUser, atOktopost, oktopostRead }: Pick<Look, 'appUser' | 'atOktopost' | 'oktopostRead'>,
): AttributeRow[] {
  return expected.map(({ attribute, expected: value }) => {
    const there = fromOktopost(atOktopost, attribute);
    return {
      attribute,
      expected: value,
      okta: fromAppUser(appUser, attribute),
      oktopost: there,
      state: stateOf(value, there),
    };
  });

  function stateOf(value: string, there: string | null): AttributeRow['state'] {
    if (!oktopostRead) return 'cannot-be-read';
    if (atOktopost === null) return 'not-there-yet';
    return there === value ? 'same' : 'different';
  }
}

function fromAppUser(appUser: AppUser | null, attribute: string): string | null {
  if (appUser === null) return null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  switch (attribute) {
    case 'userName':
      return appUser.userName;
    case 'name.givenName':
      return text(appUser.profile['givenName']);
    case 'name.familyName':
      return text(appUser.profile['familyName']);
    case 'emails[work]':
      return text(appUser.profile['email']);
    default:
      return null;
  }
}

function fromOktopost(user: ScimUser | null, attribute: string): string | null {
  if (user === null) return null;
  switch (attribute) {
    case 'userName':
      return user.userName;
    case 'name.givenName':
      return user.givenName;
    case 'name.familyName':
      return user.familyName;
    case 'emails[work]':
      return user.email;
    case 'active':
      return String(user.active);
    default:
      return null;
  }
}
