import { counted } from '../../shared/counted';
import { notAssignedNow } from '../../shared/not-assigned';
import { askOktopostStatement, tileHiddenStatement } from '../../shared/left-to-do';
import { isAssignedInOkta } from '../../shared/life-cycle';
import { isTokenCertain } from '../../shared/token-change';
import { assignedUser } from '../../shared/verification';
import { minute } from '../export/document';
import { neverSentWords, pushFailedWords } from '../observe/never-sent';
import { firstNames } from '../observe/user-names';
import type { ToRepair } from '../observe/user-names';
import { refusedStep } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { item } from './left-draft';
import type { Draft, LeftParts } from './left-draft';
import { taskStatement } from './statements';

/** What comes before whatever has Okta send people: as long as Oktopost may refuse the token that Okta sends, nobody arrives. */
function comesFirst(session: Session): string[] {
  const { tokenChange } = session;
  if (tokenChange.pasted !== null && !isTokenCertain(tokenChange))
    return [
      'First end the change of the SCIM token, on “Change a token”: Oktopost may refuse what Okta sends.',
    ];
  const step = refusedStep(session);
  if (step === null) return [];
  return [
    `First put right, on the step “${step === 'connection' ? 'Connection' : 'Authenticate'}”, that Oktopost refuses what Okta sends.`,
  ];
}

/** Whom a rollout has not assigned: of whoever is assigned and did not arrive, the counts of the assigned people tell. */
export function ofRings({ remainingOfRollout }: LeftParts): Draft[] {
  const { state, notBegun, refused } = remainingOfRollout ?? { state: 'done', notBegun: 0, refused: 0 };
  if (notBegun + refused === 0) return [];
  const ofState = { running: 'is under way', paused: 'is paused', done: 'has ended' }[state];
  const sentences = [
    ...(notBegun === 0
      ? []
      : [`The rollout ${ofState}, and has not begun with ${counted(notBegun, 'person', 'people')}.`]),
    ...(refused === 0
      ? []
      : [`${counted(refused, 'person', 'people')} of the rollout could not be assigned in Okta.`]),
    '“Rollout” names them.',
  ];
  return [
    item('rollout', 'open', sentences.join(' '), {
      statement: taskStatement('not-assigned', notBegun + refused),
    }),
  ];
}

/** A repair that has not ended; a fault where nobody goes on with whom it has unassigned. */
export function ofRepair({ repair }: LeftParts): Draft[] {
  if (repair === null || repair.state === 'done') return [];
  const { state, people, done, failed, between } = repair;
  const unassigned = between === 0 ? [] : [notAssignedNow(repair)];
  const sentences = [
    `A repair of the rollout is ${state === 'running' ? 'under way' : 'paused'}: ${done + failed} of ${people} tried again.`,
    ...unassigned,
    state === 'running'
      ? '“Rollout” says how far it is.'
      : `“Go on with the repair”, on “Rollout”, assigns them again.`,
  ];
  const isFault = state === 'paused' && between > 0;
  return [item('rollout', isFault ? 'fault' : 'open', sentences.join(' '))];
}

/** Others than the users of the tests are assigned. */
function isRolledOut({ session, people }: LeftParts): boolean {
  const testers = [session.test, session.earlierPass].filter(
    (test) => test !== null && assignedUser(test) !== null,
  ).length;
  return people !== null && people.assigned > testers + (isAssignedInOkta(session.lifeCycle) ? 1 : 0);
}

/** Whom Okta does not send by itself. Where they are the very people of another user name than their email, both are one item. */
function ofRepairable({ session, rows, toRepair: { neverSent, failed } }: LeftParts): Draft[] {
  const stated = session.statements.findLast(({ id }) => id.startsWith(taskStatement('never-sent')));
  const against = stated === undefined ? [] : [`At ${minute(stated.at)} it was stated that they stay so.`];
  const names = rows.find(({ row: { setting } }) => setting === 'user-names')?.row;
  const draft = (
    { people, renamed, sharing, first }: ToRepair,
    words: (count: number, names: string) => ReturnType<typeof neverSentWords>,
    said: string[],
  ): Draft[] => {
    if (people === 0) return [];
    const { text, next } = words(people, firstNames(first, people));
    const isSame = names?.expected === '0' && names.value === String(people) && renamed === people;
    const named = isSame
      ? ['Nor is their email their user name, as Oktopost asks for: the repair gives it to them.']
      : [];
    const whose =
      people === 1 ? 'Their email is' : `The emails of ${sharing.toLocaleString('en')} of them are`;
    const shared =
      sharing === 0
        ? []
        : [
            `${whose} also somebody else’s who is assigned: Oktopost takes an email once, and the repair leaves them out. Give one of the two another email in Okta first.`,
          ];
    return [
      item('rollout', 'fault', [text, ...named, ...shared, ...said, ...comesFirst(session), next].join(' '), {
        place: 'oktaAssignments',
        settings: isSame ? ['user-names'] : [],
      }),
    ];
  };
  return [...draft(neverSent, neverSentWords, against), ...draft(failed, pushFailedWords, [])];
}

/** What a rollout needs before and after, and of whom nobody knows that they arrived. */
export function ofRollOut(parts: LeftParts): Draft[] {
  const { session, target, people } = parts;
  const left: Draft[] = [];
  const isBegun = isRolledOut(parts);
  if (!target.inArticle) {
    left.push(
      item(
        'destination',
        'reminder',
        isBegun
          ? 'Ask your account manager at Oktopost, as you meant to before rollout: this way is not in Oktopost’s article, and people are assigned already.'
          : 'Ask your account manager at Oktopost before rollout: this way is not in Oktopost’s article.',
        { statement: askOktopostStatement },
      ),
    );
  }
  const place = 'oktaAssignments';
  left.push(...ofRepairable(parts));
  if (people !== null && !isBegun) {
    left.push(
      item('rollout', 'reminder', 'Assign the people or groups that Oktopost is for.', {
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
        `Show the tile to users${isBegun ? ', who are assigned already' : ' when you roll out'}: it is hidden from them now. General tab, App Settings, Edit.`,
        { place: 'oktaGeneral', statement: tileHiddenStatement },
      ),
    );
  }
  return left;
}
