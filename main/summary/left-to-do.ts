import { accountStatement, inOrder } from '../../shared/left-to-do';
import type { LeftItem } from '../../shared/left-to-do';
import { failedBefore, signInsVerdict, signInWaySchema } from '../../shared/single-sign-on';
import type { SignIns, SignInWay } from '../../shared/single-sign-on';
import { signInWays } from '../../shared/stated';
import { stepNames } from '../../shared/step-names';
import { isTokenCertain } from '../../shared/token-change';
import { accountElsewhere, assignedUser, isUnread } from '../../shared/verification';
import { minute } from '../export/document';
import { elsewhereLeft } from '../steps/assignment/elsewhere';
import { elsewhereStatement } from '../storage/account-elsewhere';
import { leftInactiveWords } from '../steps/rollout/left-inactive';
import { leftInactiveStatement } from '../storage/left-inactive';
import { olderTokensStatement, unrevoked } from '../storage/older-tokens';
import { sawDeleted } from '../../shared/life-cycle';
import { livesOf } from '../storage/lives';
import { settingsFailedBy } from '../storage/proven-by-life';
import { countedTest } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { item } from './left-draft';
import type { Draft, LeftParts } from './left-draft';
import { ofSettings } from './left-of-settings';
import { leftOfLife } from './life-cycle';
import { screenOf } from './screen-of';
import { isStated, taskStatement } from './statements';
import { shownTest } from '../verification/shown-test';
import { ofRepair, ofRings, ofRollOut } from './left-of-rollout';

/**
 * What is still to do, in the order in which it is to be read. What the admin states as done is left out, unless it was read as
 * wrong: no statement overrules that.
 */
export function leftToDo(parts: LeftParts): LeftItem[] {
  const { session, links } = parts;
  const rollOut = ofRollOut(parts);
  const told = new Set(rollOut.flatMap(({ settings }) => settings));
  const settings = ofSettings(parts).filter((draft) => !draft.settings.some((each) => told.has(each)));
  const drafts = [
    ...settings,
    ...ofKeptUserNames(parts),
    ...ofConflicts(parts),
    ...ofTest(parts),
    ...ofUnassigned(parts),
    ...ofLeftInactive(parts),
    ...ofLifeCycle(parts, settings),
    ...ofDeletedAccounts(parts),
    ...ofSignIns(parts),
    ...ofWalks(parts),
    ...ofRings(parts),
    ...ofRepair(parts),
    ...ofOlderTokens(parts),
    ...rollOut,
  ];
  const items = drafts
    .filter(({ kind, statement }) => kind === 'fault' || statement === null || !isStated(session, statement))
    .map(({ place, ...rest }): LeftItem => {
      const url = place === null ? null : links[place];
      return { ...rest, link: place === null || url === null ? null : { place, url } };
    });
  return inOrder(items);
}

const ofConflicts = ({ conflicts }: LeftParts): Draft[] =>
  conflicts.map((text) => item(null, 'fault', text, { place: 'oktaApp' }));

/** Whom a plan left is expected to differ, and Oktopost still does not know them. */
function ofKeptUserNames({ rows, target }: LeftParts): Draft[] {
  const kept = rows.find(({ row }) => row.setting === 'user-names');
  if (kept === undefined || kept.row.expected === '0' || kept.row.value !== kept.row.expected) return [];
  const count = Number(kept.row.expected);
  const who = count === 1 ? 'One assigned person has' : `${count.toLocaleString('en')} assigned people have`;
  const text = `${who} another user name than the email, as a plan said: ${kept.entry.who ?? ''}. Oktopost does not find them, or refuses them.`;
  return [
    item(screenOf(kept.entry, target), 'reminder', text, {
      place: 'oktaAssignments',
      statement: taskStatement('user-names', count),
      settings: ['user-names'],
    }),
  ];
}

function ofTest({ session }: LeftParts): Draft[] {
  const test = countedTest(session);
  switch (test.state) {
    case 'failed':
      return [item('test-user', 'fault', failedWords(session))];
    case 'none':
    case 'following':
    case 'stopped':
    case 'timed-out':
      return [item('test-user', 'open', unfinishedWords(session))];
    case 'passed':
      break;
  }
  const undecided =
    test.decision === 'open'
      ? [item('test-user', 'open', 'Decide whether the test user stays assigned.')]
      : [];
  const user = assignedUser(test);
  if (!isUnread(test.rows) || user === null) return undecided;
  const unread = item(
    'test-user',
    'open',
    `Nothing was read at Oktopost: look there that ${user.email} is active, with the right name.`,
    { place: 'oktopostTeam', statement: accountStatement(user.id) },
  );
  return [...undecided, unread];
}

/** Accounts that outlive an assignment: those out of sight, by the journal, and the test user's, as it was read last. */
function ofUnassigned({ session: { test }, elsewhere }: LeftParts): Draft[] {
  const outOfSight = elsewhere.map((account) =>
    item('test-user', 'open', elsewhereLeft(account), { statement: elsewhereStatement(account) }),
  );
  const { user, unassignment } = test;
  const why = unassignment?.explanation ?? null;
  if (user === null || unassignment === null || why === null || why.id.startsWith('assigned-'))
    return outOfSight;
  const isNamed = why.id === accountElsewhere && elsewhere.length > 0;
  if (isNamed || (unassignment.state !== 'active' && why.id !== accountElsewhere)) return outOfSight;
  const text = `${unassignment.verdict ?? why.what} ${why.next}`;
  const statement = taskStatement('unassigned-account', user.id);
  return [...outOfSight, item('test-user', 'open', text, { place: 'oktopostTeam', statement })];
}

/** All of them in one item: who is unassigned later is asked about again. */
function ofLeftInactive({ leftInactive }: LeftParts): Draft[] {
  const last = leftInactive.people
    .map(({ since }) => since)
    .sort()
    .at(-1);
  if (last === undefined) return [];
  const text = `${leftInactiveWords(leftInactive)} Whoever needs the account: an admin of Oktopost makes it active again, or another assignment in Okta does.`;
  return [item(null, 'reminder', text, { place: 'oktopostTeam', statement: leftInactiveStatement(last) })];
}

/** What it found, and what is to be done about its user. A test of somebody else that passed still counts. */
function failedWords({ test, earlierPass }: Session): string {
  const [now, before] = [test.user?.login, earlierPass?.user?.login];
  const { explanation } = shownTest(test);
  const found =
    explanation === null ? 'Mend the cause and test again.' : `${explanation.what} ${explanation.next}`;
  return now === undefined || before === undefined
    ? `The test of one user failed. ${found}`
    : `The test of ${now} failed; that of ${before} passed and still counts. ${found} Or unassign ${now}.`;
}

function unfinishedWords({ test, earlierPass }: Session): string {
  const [now, before] = [test.user?.login, earlierPass?.user?.login];
  return now === undefined || before === undefined
    ? 'Test one user: it has not passed yet.'
    : `The test of ${now} has not ended; that of ${before} passed and still counts. Follow it again, or unassign ${now}.`;
}

/** A phase that failed by a setting which has its own item is not named again. */
function ofLifeCycle({ session: { lifeCycle } }: LeftParts, settings: readonly Draft[]): Draft[] {
  const named = new Set(settings.flatMap((each) => each.settings));
  const left = leftOfLife(lifeCycle, (failed) => settingsFailedBy(failed).some((each) => named.has(each)));
  if (left === null) return [];
  return [item(left.screen, left.kind, left.text, { place: left.isAtOktopost ? 'oktopostTeam' : null })];
}

/** Whoever is unassigned for a repair, or taken back, loses their account too. */
function ofDeletedAccounts({ session }: LeftParts): Draft[] {
  const life = livesOf(session).findLast(({ phases }) => phases.some(sawDeleted));
  const at = life?.phases.findLast(sawDeleted)?.endedAt ?? null;
  const login = life?.user?.email ?? null;
  if (at === null || login === null) return ofDeletion(session.deletionSeen);
  const isLogged = life?.phases.some(
    ({ explanation }) => explanation?.id === 'account-replaced' && !explanation.guess,
  );
  const how =
    isLogged === true
      ? 'Okta deleted it, as its System Log says'
      : 'this org has Okta delete the accounts of unassigned people, or somebody deleted it';
  const text = `The account of ${login} was deleted when the life-cycle test took the user out, ${minute(at)}: ${how}.`;
  return [deletionItem(text, login)];
}

/** Okta's log has it of somebody who was unassigned, in a test or with a ring. */
function ofDeletion(seen: Session['deletionSeen']): Draft[] {
  if (seen === null) return [];
  const text = `Okta deletes the accounts of unassigned people, as its System Log says of ${seen.person}, ${minute(seen.at)}.`;
  return [deletionItem(text, seen.person)];
}

const deletionItem = (text: string, of: string): Draft =>
  item(null, 'open', `${text} Ask who switched that on before you unassign, repair or take back anybody.`, {
    place: 'oktaToApp',
    statement: taskStatement('accounts-deleted', of),
  });

function ofSignIns({ session: { signIns } }: LeftParts): Draft[] {
  const place = 'oktopostSignOn';
  const tried = signInWaySchema.options.flatMap((way) => {
    const { result } = signIns.checks[way];
    if (result === 'worked') return [];
    return result === 'open'
      ? [
          item(
            'single-sign-on',
            'open',
            `Try the sign-in ${signInWays[way]} before you tick “Require SSO”.${earlierTry(signIns, way)}`,
          ),
        ]
      : [
          item(
            'single-sign-on',
            'fault',
            `Put the sign-in ${signInWays[way]} right: it did not work. Do not tick “Require SSO” in Oktopost before.`,
            { place },
          ),
        ];
  });
  const verdict = signInsVerdict(signIns);
  if (verdict !== 'read' && verdict !== 'stated') return tried;
  const statement = taskStatement('require-sso');
  const isSeen = Object.values(signIns.checks).some(({ event }) => event !== null);
  const shown = verdict === 'read' ? 'its part of both' : isSeen ? 'one of them' : 'neither';
  const decide = `Decide whether to tick “Require SSO” in Oktopost: it was stated that both sign-ins worked; Okta shows ${shown}.`;
  return [...tried, item('single-sign-on', 'reminder', decide, { place, statement })];
}

/** A sign-in that failed stays known, also once it is tried again or Okta signs with another certificate. */
function earlierTry(signIns: SignIns, way: SignInWay): string {
  const failed = failedBefore(signIns, way);
  if (failed === undefined) return '';
  const { decidedAt } = failed;
  return ` An earlier try did not work${decidedAt === null ? '' : `, stated at ${minute(decidedAt)}`}.`;
}

/** Changes that were begun on this set-up and not ended. */
function ofWalks({ session: { certificateChange, tokenChange } }: LeftParts): Draft[] {
  const begun = [
    [tokenChange.startedAt !== null && !isTokenCertain(tokenChange), 'SCIM token', 'change-token'],
    [
      certificateChange.startedAt !== null && certificateChange.removed === null,
      'certificate',
      'change-certificate',
    ],
  ] as const;
  return begun.flatMap(([isOpen, what, screen]) =>
    isOpen ? [item(screen, 'open', `End the change of the ${what}, on “${stepNames[screen]}”.`)] : [],
  );
}

/** Tokens that changes left valid when they were forgotten: nothing but this asks for them. */
function ofOlderTokens({ session }: LeftParts): Draft[] {
  const older = unrevoked(session);
  const last = older.at(-1);
  if (last === undefined) return [];
  const [what, whose] =
    older.length === 1
      ? ['an older SCIM token', 'a change that was forgotten left it valid']
      : [
          `${older.length.toLocaleString('en')} older SCIM tokens`,
          'changes that were forgotten left them valid',
        ];
  const when = older.map(({ since }) => minute(since)).join(', ');
  return [
    item(null, 'open', `Revoke ${what} in Oktopost: ${whose} (${when}). Then test one user.`, {
      place: 'oktopostProvisioning',
      statement: olderTokensStatement(last.since),
    }),
  ];
}
