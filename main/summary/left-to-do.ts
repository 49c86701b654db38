import { fromTo } from '../../shared/logged-change';
import type { LoggedChange } from '../../shared/logged-change';
import { inOrder } from '../../shared/left-to-do';
import type { LeftItem } from '../../shared/left-to-do';
import type { Target } from '../../shared/oktopost';
import { labelOf, labelWithin, mappedAttribute, shownValue } from '../../shared/settings';
import { signInsVerdict, signInWaySchema } from '../../shared/single-sign-on';
import type { Links } from '../../shared/snapshot';
import { isUnread } from '../../shared/verification';
import type { Summary, SummarySetting } from '../../shared/summary';
import { minute } from '../export/document';
import { neverSentWords } from '../observe/never-sent';
import { notMapped } from '../steps/mapping/words';
import { countedTest } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { leftOfLife } from './life-cycle';
import { signInWays } from './document';
import { screenOf } from './screen-of';
import type { ReadSetting } from './settings';
import { contradicted, isStated, settingStatement, taskStatement } from './statements';

/** In place of a value that nobody knows. */
export const notKnown = 'not known';

interface Row {
  row: SummarySetting;
  entry: ReadSetting;
  /** Its guided step was read as done and is not any more: no word about it counts. */
  lost: boolean;
}

interface LeftParts {
  rows: readonly Row[];
  /** Warnings of `conflictWarnings`. */
  conflicts: readonly string[];
  people: Summary['people'];
  session: Session;
  target: Target;
  links: Links;
}

type Place = NonNullable<LeftItem['link']>['place'];
type Draft = Omit<LeftItem, 'link'> & { place: Place | null };

/**
 * What is still to do, in the order in which it is to be read. What the admin states as done is left out, unless it was read as
 * wrong: no statement overrules that.
 */
export function leftToDo(parts: LeftParts): LeftItem[] {
  const { session, links } = parts;
  const drafts = [
    ...ofSettings(parts),
    ...ofConflicts(parts),
    ...ofTest(parts),
    ...ofLifeCycle(parts),
    ...ofSignIns(parts),
    ...ofWalks(parts),
    ...ofRollOut(parts),
  ];
  const items = drafts
    .filter(({ kind, statement }) => kind === 'fault' || statement === null || !isStated(session, statement))
    .map(({ place, ...item }): LeftItem => {
      const url = place === null ? null : links[place];
      return { ...item, link: place === null || url === null ? null : { place, url } };
    });
  return inOrder(items);
}

const item = (
  step: LeftItem['step'],
  kind: LeftItem['kind'],
  text: string,
  more: Partial<Pick<Draft, 'place' | 'statement'>> = {},
): Draft => ({ step, kind, text, place: null, statement: null, ...more });

/** Above this, the attributes that differ are named in one item. */
const singlyAtMost = 2;

function ofSettings({ rows, session, target }: LeftParts): Draft[] {
  const wrong = rows.filter(
    (each) => isScimUnseen(each) || (each.row.value !== each.row.expected && !isSkipped(each.row, session)),
  );
  const attributes = wrong.filter(({ row }) => isPlannedAttribute(row));
  const together = attributes.length > singlyAtMost ? attributes : [];
  return [
    ...wrong.filter((each) => !together.includes(each)).map((each) => ofSetting(each, session, target)),
    ...(together.length === 0
      ? []
      : [
          item(
            'mapping',
            'fault',
            `${together.length} attributes are not mapped as they should be: ${together
              .map(({ row }) => labelWithin(row.setting))
              .join(', ')}.`,
          ),
        ]),
  ];
}

/**
 * Neither the features nor the app user profile has SCIM, and no test user arrived: an admin's word does not outweigh that, since
 * the mapping and the connection need SCIM first.
 */
const isScimUnseen = ({ row: { setting, known }, entry }: Row): boolean =>
  setting === 'scim' && entry.actual === null && (known.how === 'stated' || known.how === 'unknown');

function ofUnseenScim({ row: { setting, expected, known }, entry }: Row, target: Target): Draft {
  const against = known.how === 'stated' ? ` It was stated as on at ${minute(known.at)}.` : '';
  const next = entry.next === null ? '' : ` ${entry.next}`;
  return item(
    screenOf(entry, target),
    'fault',
    `${labelOf(setting)}: Okta shows neither SCIM nor its attributes.${against} It should be “${expected}”.${next} If it is on all the same, the test of one user proves it.`,
    { place: 'oktaGeneral' },
  );
}

/** An attribute of the mapping that Okta shows, and that a plan sets. The row for the user name is set by hand. */
function isPlannedAttribute({ setting, known }: SummarySetting): boolean {
  const attribute = mappedAttribute(setting);
  return attribute !== null && attribute !== 'userName' && known.how !== 'unknown';
}

/** The article leaves it to the admin whether other attributes stay mapped. */
export const isSkipped = ({ setting, expected }: SummarySetting, { mapping }: Session): boolean =>
  mapping.skipped && mappedAttribute(setting) !== null && expected === notMapped;

function ofSetting(each: Row, session: Session, target: Target): Draft {
  if (isScimUnseen(each)) return ofUnseenScim(each, target);
  const { row, entry, lost } = each;
  const { setting, value, expected, change, known } = row;
  const unknown = known.how === 'unknown';
  const now = unknown ? 'Okta does not show it.' : `It is “${shownValue(setting, value)}”.`;
  const by = change === null ? '' : ` ${sentenceOf(change)}`;
  const stated = contradicted(session, row);
  const against = stated === null ? '' : ` It was stated otherwise at ${minute(stated.at)}.`;
  const next = entry.next === null ? '' : ` ${entry.next}`;
  return item(
    screenOf(entry, target),
    unknown ? 'open' : 'fault',
    `${labelOf(setting)}: ${now}${by}${against} It should be “${shownValue(setting, expected)}”.${next}`,
    {
      place: placeOf(row, entry),
      statement: unknown && !lost ? settingStatement(setting, expected) : null,
    },
  );
}

function placeOf({ setting }: SummarySetting, { step }: ReadSetting): Place | null {
  switch (step) {
    case 'scim-on':
      return 'oktaGeneral';
    case 'connection':
    case 'authenticate':
      return 'oktaIntegration';
    case 'to-app':
      return 'oktaToApp';
    case null:
      break;
  }
  if (mappedAttribute(setting) !== null) return 'oktaToApp';
  if (setting === 'user-names') return 'oktaAssignments';
  if (setting.startsWith('user-name-format')) return 'oktaSignOn';
  return setting.startsWith('sign-on.') ? 'oktaGeneral' : 'oktaApp';
}

const sentenceOf = (change: LoggedChange): string =>
  `${change.who ?? 'Someone'} changed it at ${minute(change.at)} (${fromTo(change)}), by Okta’s System Log.`;

const ofConflicts = ({ conflicts }: LeftParts): Draft[] =>
  conflicts.map((text) => item(null, 'fault', text, { place: 'oktaApp' }));

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
  if (!isUnread(test.rows) || test.decision === 'unassigned' || test.user === null) return undecided;
  const unread = item(
    'test-user',
    'open',
    `Nothing was read at Oktopost: look there that ${test.user.login} is active, with the right name.`,
    { place: 'oktopostTeam', statement: taskStatement('account', test.user.id) },
  );
  return [...undecided, unread];
}

/** A test of somebody else that passed still counts. */
function failedWords({ test, earlierPass }: Session): string {
  const [now, before] = [test.user?.login, earlierPass?.user?.login];
  return now === undefined || before === undefined
    ? 'The test of one user failed. Mend the cause and test again.'
    : `The test of ${now} failed; that of ${before} passed and still counts. Mend the cause and test again, or unassign ${now}.`;
}

function unfinishedWords({ test, earlierPass }: Session): string {
  const [now, before] = [test.user?.login, earlierPass?.user?.login];
  return now === undefined || before === undefined
    ? 'Test one user: it has not passed yet.'
    : `The test of ${now} has not ended; that of ${before} passed and still counts. Follow it again, or unassign ${now}.`;
}

/** The life-cycle test is reached from the step of the test user. */
function ofLifeCycle({ session: { lifeCycle } }: LeftParts): Draft[] {
  const left = leftOfLife(lifeCycle);
  if (left === null) return [];
  return [item('test-user', 'fault', left.text, { place: left.isActive ? 'oktopostTeam' : null })];
}

function ofSignIns({ session: { signIns } }: LeftParts): Draft[] {
  const place = 'oktopostSignOn';
  const tried = signInWaySchema.options.flatMap((way) => {
    const { result } = signIns.checks[way];
    if (result === 'worked') return [];
    return result === 'open'
      ? [item('single-sign-on', 'open', `Try the sign-in ${signInWays[way]} before you tick “Require SSO”.`)]
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
  const worked =
    verdict === 'read'
      ? 'both sign-ins worked'
      : 'it was stated that both sign-ins worked, and Okta shows less';
  const decide = `Decide whether to tick “Require SSO” in Oktopost: ${worked}.`;
  return [...tried, item('single-sign-on', 'reminder', decide, { place, statement })];
}

/** Changes that were begun on this set-up and not ended. */
function ofWalks({ session: { certificateChange, tokenChange } }: LeftParts): Draft[] {
  const begun = [
    [tokenChange.startedAt !== null && tokenChange.revoked === null, 'SCIM token', 'Change a token'],
    [
      certificateChange.startedAt !== null && certificateChange.removed === null,
      'certificate',
      'Change the certificate',
    ],
  ] as const;
  return begun.flatMap(([isOpen, what, screen]) =>
    isOpen
      ? [item(null, 'open', `End the change of the ${what}: “${screen}”, under “Revoke or change a token”.`)]
      : [],
  );
}

function ofRollOut({ session, target, people }: LeftParts): Draft[] {
  const left: Draft[] = [];
  if (!target.inArticle) {
    left.push(
      item(
        'destination',
        'reminder',
        'Ask your account manager at Oktopost before rollout: this way is not in Oktopost’s article.',
        { statement: taskStatement('ask-oktopost') },
      ),
    );
  }
  const place = 'oktaAssignments';
  if (people !== null && people.neverSent > 0) {
    const { text, next } = neverSentWords(people.neverSent);
    const stated = session.statements.findLast(({ id }) => id.startsWith(taskStatement('never-sent')));
    const against = stated === undefined ? [] : [`At ${minute(stated.at)} it was stated that they stay so.`];
    left.push(item(null, 'fault', [text, ...against, next].join(' '), { place }));
  }
  const testers = [session.test, session.earlierPass].filter(
    (test) => test !== null && test.user !== null && test.decision !== 'unassigned',
  ).length;
  if (people !== null && people.assigned <= testers) {
    left.push(
      item(null, 'reminder', 'Assign the people or groups that Oktopost is for.', {
        place,
        statement: taskStatement('roll-out'),
      }),
    );
  }
  if (session.tileHidden) {
    left.push(
      item(
        null,
        'reminder',
        'Show the tile to users when you roll out: it is hidden from them now. General tab, App Settings, Edit.',
        { place: 'oktaGeneral', statement: taskStatement('tile-hidden') },
      ),
    );
  }
  return left;
}
