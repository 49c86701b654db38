import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';
import type { Migration, Versioned } from './migrate';
import { toTwentyFive } from './session-24';
import { settingOfLabel } from './setting-labels';

/** The history of `session.json`, and of the session inside a saved set-up. A new version is a line here and a function below. */
export const sessionMigrations: readonly Migration[] = [
  { from: 1, upgrade: addAppChoice },
  { from: 2, upgrade: nameUndocumentedTarget },
  { from: 3, upgrade: identifySettings },
  { from: 4, upgrade: addStatements },
  { from: 5, upgrade: toSix },
  { from: 6, upgrade: addEarlierPass },
  { from: 7, upgrade: addUnassignment },
  { from: 8, upgrade: addTokenChange },
  { from: 9, upgrade: addCertificateChange },
  { from: 10, upgrade: addClientId },
  { from: 11, upgrade: addConnectionRefused },
  { from: 12, upgrade: addCheckTimes },
  { from: 13, upgrade: addPastedToken },
  { from: 14, upgrade: markTokenBefore },
  { from: 15, upgrade: addSigningKid },
  { from: 16, upgrade: addEarlierLives },
  { from: 17, upgrade: nameWhoSignsIn },
  { from: 18, upgrade: addOlderTokens },
  { from: 19, upgrade: addAccountsLeft },
  { from: 20, upgrade: toTwentyOne },
  { from: 21, upgrade: addEarlierTests },
  { from: 22, upgrade: addBeforeRefused },
  { from: 23, upgrade: addSummaryRead },
  { from: 24, upgrade: toTwentyFive },
  { from: 25, upgrade: addDeletionSeen },
];

/** Version 2 came with the choice of the relay state. */
function addAppChoice(stored: Versioned): Record<string, unknown> {
  return { appChoice: { relayState: null }, ...stored };
}

const guidedStepsOfTwo = { 'scim-on': null, connection: null, authenticate: null, 'to-app': null };
const signInOfTwo = { startedAt: null, after: null, event: null, result: 'open', decidedAt: null };

/** Version 2 grew without a new number: files lack what came after they were written. */
const laterInTwo = {
  handedOver: null,
  asksOktopost: false,
  adopt: null,
  tileHidden: false,
  planOnly: false,
  userNames: { looked: null, triedAt: null, skipped: false },
  featuresShowScim: false,
  signIns: { later: false, checks: { 'from-oktopost': signInOfTwo, 'from-okta': signInOfTwo } },
};

const guidedOfTwo = z.looseObject({
  readBackAt: z.looseObject({}),
  statedAt: z.looseObject({}),
  statedBy: z.looseObject({}).optional(),
});

/** Version 3 renames `asksOktopost` and requires every field. */
function nameUndocumentedTarget(stored: Versioned): Record<string, unknown> {
  const guided = guidedOfTwo.safeParse(stored);
  if (!guided.success) return stored;
  const { readBackAt, statedAt, statedBy } = guided.data;
  const { asksOktopost, ...rest } = { ...laterInTwo, ...stored };
  return {
    ...rest,
    confirmedUndocumentedTarget: asksOktopost,
    readBackAt: { ...guidedStepsOfTwo, ...readBackAt },
    statedAt: { ...guidedStepsOfTwo, ...statedAt },
    statedBy: { ...guidedStepsOfTwo, ...statedBy },
  };
}

/**
 * In version 6 the app integration of an imported set-up is what Okta's admin note names, and no longer what the file says: it is
 * looked for again. Its trial of a user name is to be repeated. The life-cycle test came with it, and
 * what was found before the test of one user.
 */
function toSix(stored: Versioned): Record<string, unknown> {
  const { data: tested } = testOfFive.safeParse(stored);
  const test = tested === undefined ? {} : { test: { before: [], ...tested.test } };
  const withLifeCycle = { lifeCycle: lifeCycleOfSix, ...stored, ...test };
  if (stored['handedOver'] === null) return withLifeCycle;
  const { data: tried } = userNamesOfFive.safeParse(stored);
  const userNames = tried === undefined ? {} : { userNames: { ...tried.userNames, triedAt: null } };
  return { ...withLifeCycle, ...userNames, app: null, adopt: null };
}

const lifeCycleOfSix = {
  state: 'none',
  user: null,
  accountId: null,
  startedAt: null,
  endedAt: null,
  phases: [],
  error: null,
};

const testOfFive = z.looseObject({ test: z.looseObject({}) });
const userNamesOfFive = z.looseObject({ userNames: z.looseObject({}) });

const checkOfThree = z.looseObject({ setting: z.string() });
const checksOfThree = z.looseObject({
  appChecks: listOf(checkOfThree),
  mapping: z.looseObject({ checks: listOf(checkOfThree) }),
});

/** Version 4 names the setting of a check by its id. A check of an unknown one is dropped: all are read again at the start. */
function identifySettings(stored: Versioned): Record<string, unknown> {
  const known = checksOfThree.safeParse(stored);
  if (!known.success) return stored;
  const { appChecks, mapping } = known.data;
  return {
    ...stored,
    appChecks: identified(appChecks, false),
    mapping: { ...mapping, checks: identified(mapping.checks, true) },
  };
}

/** Version 5 came with what the admin states of single settings. */
function addStatements(stored: Versioned): Record<string, unknown> {
  return { statements: [], ...stored };
}

/** Version 7 keeps the test of another user that passed. */
function addEarlierPass(stored: Versioned): Record<string, unknown> {
  return { earlierPass: null, ...stored };
}

const testsOfSeven = z.looseObject({ test: z.looseObject({}), earlierPass: z.looseObject({}).nullable() });

/** Version 8 follows the account of a test user who was unassigned. */
function addUnassignment(stored: Versioned): Record<string, unknown> {
  const { data: tests } = testsOfSeven.safeParse(stored);
  if (tests === undefined) return stored;
  const { test, earlierPass } = tests;
  return {
    ...stored,
    test: { unassignment: null, ...test },
    earlierPass: earlierPass === null ? null : { unassignment: null, ...earlierPass },
  };
}

const noTokenChange = { startedAt: null, madeAt: null, pasted: null, sent: null, revoked: null };

/** Version 9 came with the walk to a new SCIM token. */
function addTokenChange(stored: Versioned): Record<string, unknown> {
  return { tokenChange: noTokenChange, ...stored };
}

const noCertificateChange = {
  startedAt: null,
  before: null,
  handedOver: null,
  activeSince: null,
  removed: null,
};

/** Version 10 came with the walk to a new signing certificate. */
function addCertificateChange(stored: Versioned): Record<string, unknown> {
  return { certificateChange: noCertificateChange, ...stored };
}

/** Version 11 came with the client ID of a service app, whose key may not be kept. */
function addClientId(stored: Versioned): Record<string, unknown> {
  return { clientId: null, ...stored };
}

/** Version 12 keeps that Oktopost refused what Okta sent after a test had proved the connection. */
function addConnectionRefused(stored: Versioned): Record<string, unknown> {
  return { connectionRefused: null, ...stored };
}

const mappingOfTwelve = z.looseObject({ mapping: z.looseObject({}) });

/** Version 13 keeps when the checks of the app integration and of the mapping were read. */
function addCheckTimes(stored: Versioned): Record<string, unknown> {
  const { data } = mappingOfTwelve.safeParse(stored);
  if (data === undefined) return stored;
  return { appCheckedAt: null, ...stored, mapping: { checkedAt: null, ...data.mapping } };
}

const loggedUntilOfThirteen = z.looseObject({
  tokenChange: z.looseObject({
    pasted: z.looseObject({ after: z.string().nullable() }).nullable(),
    revoked: z.looseObject({}).nullable(),
  }),
  org: z.looseObject({ rights: listOf(z.looseObject({ without: z.unknown().optional() })) }).nullable(),
});

/**
 * Version 14 keeps which token Okta has once its walk is over, what Okta had logged by then with its ids, and whom a plan left with
 * another user name. What cannot be done without a right is said by the destination of now, and not kept.
 */
function addPastedToken(stored: Versioned): Record<string, unknown> {
  const { data } = loggedUntilOfThirteen.safeParse(stored);
  if (data === undefined) return stored;
  const { org } = data;
  const rights = org?.rights.map((right) => {
    const { without, ...kept } = right;
    return without === undefined ? right : kept;
  });
  const { pasted, revoked } = data.tokenChange;
  const after = pasted?.after ?? null;
  return {
    pastedToken: null,
    keptUserNames: [],
    ...stored,
    org: org === null ? null : { ...org, rights },
    tokenChange: {
      ...data.tokenChange,
      pasted:
        pasted === null ? null : { ...pasted, after: after === null ? null : { at: after, eventIds: [] } },
      revoked: revoked === null ? null : { after: null, ...revoked },
    },
  };
}

function identified(checks: readonly z.infer<typeof checkOfThree>[], ofMapping: boolean): unknown[] {
  return checks.flatMap((check) => {
    const setting = settingOfLabel(check.setting, ofMapping);
    return setting === null ? [] : [{ ...check, setting }];
  });
}

const refusalOfFourteen = z.looseObject({
  connectionRefused: z.looseObject({ at: z.string(), setting: z.string() }).nullable(),
  tokenChange: z.looseObject({ pasted: z.looseObject({ at: z.string() }).nullable() }),
});

/**
 * Version 15 keeps whether what Oktopost refused was sent with the token before, and when a write may have reset how user names are
 * updated.
 */
function markTokenBefore(stored: Versioned): Record<string, unknown> {
  const { data } = refusalOfFourteen.safeParse(stored);
  if (data === undefined) return stored;
  const { connectionRefused: refused, tokenChange } = data;
  const pastedAt = tokenChange.pasted?.at ?? '';
  return {
    updateOnWritten: null,
    ...stored,
    connectionRefused:
      refused === null
        ? null
        : {
            isOfTokenBefore: refused.setting === 'connection.authorization' && refused.at < pastedAt,
            ...refused,
          },
  };
}

/** Version 16 keeps the key that Okta signed with when it was last read. */
function addSigningKid(stored: Versioned): Record<string, unknown> {
  return { signingKid: null, ...stored };
}

/** Version 17 keeps what the life-cycle tests before the last one found. */
function addEarlierLives(stored: Versioned): Record<string, unknown> {
  return { earlierLives: [], ...stored };
}

const signInsOfSeventeen = z.looseObject({
  signIns: z.looseObject({
    checks: z.looseObject({ 'from-oktopost': z.looseObject({}), 'from-okta': z.looseObject({}) }),
  }),
  certificateChange: z.looseObject({ handedOver: z.looseObject({}).nullable() }),
});

/**
 * Version 18 keeps who was asked to sign in, the sign-ins that did not work, by what the tokens of a walk are recognised, and which
 * certificate was handed over.
 */
function nameWhoSignsIn(stored: Versioned): Record<string, unknown> {
  const { data } = signInsOfSeventeen.safeParse(stored);
  if (data === undefined) return stored;
  const { signIns, certificateChange } = data;
  const { handedOver } = certificateChange;
  const checkOf = (check: object): object => ({ asked: null, other: null, ...check });
  return {
    tokenPrints: null,
    ...stored,
    signIns: {
      failed: [],
      ...signIns,
      checks: {
        'from-oktopost': checkOf(signIns.checks['from-oktopost']),
        'from-okta': checkOf(signIns.checks['from-okta']),
      },
    },
    certificateChange: {
      ...certificateChange,
      handedOver: handedOver === null ? null : { fingerprint: null, ...handedOver },
    },
  };
}

/** Version 19 keeps which tokens a change left valid. */
function addOlderTokens(stored: Versioned): Record<string, unknown> {
  return { olderTokens: [], ...stored };
}

/** Version 20 keeps how many accounts an undo left active. */
function addAccountsLeft(stored: Versioned): Record<string, unknown> {
  return { accountsLeft: null, ...stored };
}

const testOfTwenty = z.looseObject({ rows: listOf(z.looseObject({ state: z.string() })) });
const sessionOfTwenty = z.looseObject({
  statedAt: z.looseObject({ connection: z.string().nullable().optional() }),
  test: testOfTwenty,
  earlierPass: testOfTwenty.nullable(),
});

/**
 * Version 21 keeps since when the connection of now may stand, which what was stated of it told until then, whether a test has seen the
 * account at Oktopost, and the certificate that Okta signed with.
 */
function toTwentyOne(stored: Versioned): Record<string, unknown> {
  const { data } = sessionOfTwenty.safeParse(stored);
  if (data === undefined) return stored;
  const { statedAt, test, earlierPass } = data;
  const seenOf = (of: z.infer<typeof testOfTwenty>): object => ({
    wasSeen: of.rows.some(({ state }) => state === 'same' || state === 'different'),
    ...of,
  });
  return {
    connectionSince: statedAt.connection ?? null,
    signingFingerprint: null,
    ...stored,
    test: seenOf(test),
    earlierPass: earlierPass === null ? null : seenOf(earlierPass),
  };
}

/** Version 22 keeps what tests of one user found that another one followed. */
function addEarlierTests(stored: Versioned): Record<string, unknown> {
  return { earlierTests: [], ...stored };
}

/** Version 23 keeps of the token before the one that Okta has whether Oktopost was read to refuse it, which a push alone told until then. */
function addBeforeRefused({ pastedToken, ...stored }: Versioned): Record<string, unknown> {
  const { data } = z.looseObject({ push: z.unknown() }).safeParse(pastedToken);
  if (data === undefined) return { ...stored, pastedToken: pastedToken ?? null };
  const { push = null, ...token } = data;
  return { ...stored, pastedToken: { ...token, isBeforeRefused: push !== null, push } };
}

/** Version 24 keeps that a summary was read. */
function addSummaryRead(stored: Versioned): Record<string, unknown> {
  return { summaryRead: false, ...stored };
}

/** Version 26 keeps that Okta was seen to delete accounts, which only life-cycle tests told until then. */
function addDeletionSeen(stored: Versioned): Record<string, unknown> {
  return { deletionSeen: null, ...stored };
}
