import { AppFailure } from '../../../shared/errors';
import type { AssignmentCount } from '../../../shared/plan';
import { isElsewhere, readAccount } from '../../observe/account';
import { readAssigned, withGroups } from '../../observe/assigned';
import { patienceMs } from '../../observe/lock-out';
import { readPresentApp } from '../../observe/present-app';
import { readSending } from '../../observe/sending';
import type { Sending } from '../../observe/sending';
import { formattedName } from '../../observe/user-name-format';
import { justNowMs } from '../../okta/recent-answers';
import type { App, AppUser, User } from '../../okta/types';
import type { Purpose, StepContext } from '../../plans/step';
import { sendingDoubt, standingRefusal } from '../../storage/proving-test';
import type { SendingDoubt } from '../../storage/proving-test';
import { requireApp } from '../../storage/required';
import { deactivationChanged, deactivationOf } from './deactivation';
import type { Deactivation } from './deactivation';
import { assignmentHistories } from './history';

/** What is read of one user before they are assigned or unassigned. */
export interface Observed {
  appId: string;
  /** As Okta sends it once it assigns this user. */
  userName: string;
  user: User;
  appUser: AppUser | null;
  /** Others assigned the user to an app integration that an undo keeps: it leaves them assigned. */
  staysAssigned: boolean;
  /** Of an imported set-up: this computer did not assign the user, and what the file says of it is no reason to unassign. */
  byFileOnly: boolean;
  /** Why Okta would send nobody; null where it shows nothing of the kind, or nobody is assigned. */
  obstacle: Sending['obstacle'];
  /** Of the app integration, for an assignment. */
  isInactive: boolean;
  /** Of the account of whoever is unassigned now. */
  deactivation: Deactivation;
  /** Looked at for the recheck of an unassignment alone: that this is not as the preview showed it, a sentence; null: it is. */
  changed: string | null;
  /** What Oktopost refused of what Okta sent last; null where nothing stands. */
  refused: string | null;
  /** Of what Okta sends next. */
  doubt: SendingDoubt | null;
  /** Whether Oktopost has an active account of the user that Okta does not know of yet; looked at for an assignment alone. Null: not known. */
  isActiveThere: boolean | null;
  /** Whether Oktopost, as it is read, does not have the account that Okta made; looked at for an unassignment alone. */
  isElsewhere: boolean;
  /** How many are assigned, of whom only the one user is touched; null for a recheck, or where the token may not read it. */
  assigned: AssignmentCount | null;
}

/** Reads one user with their assignment: for a preview with what it only displays. */
export function observeFor(kind: 'assign' | 'unassign') {
  return async (
    context: StepContext,
    { userId }: { userId: string },
    purpose: Purpose,
    previewed: Observed | null,
  ): Promise<Observed> => {
    const { okta, session, appliedChanges } = context;
    const { id: appId } = requireApp(session());
    const history = assignmentHistories(appliedChanges()).get(userId);
    const byFileOnly = session().handedOver !== null && history === undefined;
    const reading =
      purpose === 'preview'
        ? // The person is checked at the same time, by the same requests; before anything is written all of it is read afresh.
          okta.recently({ withinMs: justNowMs }, () => readForPreview(context, appId, userId))
        : readForRecheck(context, appId, userId);
    const [{ app, ...sending }, person, isActiveThere, elsewhere] = await Promise.all([
      readApp(context, kind),
      reading,
      kind === 'assign' ? activeThere(context, reading, previewed) : null,
      reading.then((read) => kind === 'unassign' && isMadeElsewhere(context, read)),
    ]);
    const isShown = kind === 'assign' || purpose === 'preview' || previewed === null;
    return {
      appId,
      ...sending,
      changed: isShown ? null : deactivationChanged(app.label, previewed.deactivation, sending.deactivation),
      refused: standingRefusal(session())?.what ?? null,
      doubt: sendingDoubt(session()),
      userName: formattedName(app, person.user).userName ?? person.user.email,
      ...person,
      isActiveThere,
      isElsewhere: elsewhere,
      staysAssigned:
        session().app?.createdByUs === false &&
        (history === undefined ? person.appUser !== null : history.original !== null),
      byFileOnly,
    };
  };
}

/** The app integration as it is now, and whether Okta sends whom it assigns, or deactivates whom it unassigns. */
async function readApp(
  { okta, session }: StepContext,
  kind: 'assign' | 'unassign',
): Promise<Pick<Observed, 'obstacle' | 'isInactive' | 'deactivation'> & { app: App }> {
  const app = await readPresentApp(okta, session());
  const sending = await readSending(okta, app, session());
  const deactivation = deactivationOf(sending);
  return kind === 'unassign'
    ? { app, obstacle: null, isInactive: false, deactivation }
    : { app, obstacle: sending.obstacle, isInactive: sending.isInactive, deactivation };
}

/** The account of whom Okta has not sent yet: asked for at once by the email of the preview, and again where it is another by now. */
async function activeThere(
  context: StepContext,
  reading: Promise<Person>,
  previewed: Observed | null,
): Promise<boolean | null> {
  const soon = previewed !== null && isToBeSent(previewed) ? previewed.user.email : null;
  const [{ user, appUser }, found] = await Promise.all([
    reading,
    soon === null ? null : isActiveAtOktopost(context, soon),
  ]);
  if (!isToBeSent({ appUser })) return null;
  return user.email === soon ? found : isActiveAtOktopost(context, user.email);
}

const isToBeSent = ({ appUser }: Pick<Observed, 'appUser'>): boolean =>
  (appUser?.externalId ?? null) === null;

/** As far as Oktopost says so soon. */
async function isActiveAtOktopost({ oktopost }: StepContext, email: string): Promise<boolean | null> {
  const account = { externalId: null, userName: email };
  const { state } = await readAccount(oktopost, account, AbortSignal.timeout(patienceMs));
  return state === 'not-read' ? null : state === 'active';
}

/** An account that the test has seen there was deleted since. */
async function isMadeElsewhere(
  { oktopost, session }: StepContext,
  { user, appUser }: Pick<Observed, 'user' | 'appUser'>,
): Promise<boolean> {
  const { test } = session();
  const externalId = appUser?.externalId ?? null;
  if (oktopost === null || appUser === null || externalId === null) return false;
  if (test.user?.id === user.id && test.wasSeen) return false;
  return (await isElsewhere(oktopost, { externalId, userNames: [user.email, appUser.userName] })) === true;
}

type Person = Pick<Observed, 'user' | 'appUser' | 'assigned'>;

async function readForPreview({ okta }: StepContext, appId: string, userId: string): Promise<Person> {
  const reading = readAssigned(okta, appId, userId);
  const [user, { appUser }, assigned] = await Promise.all([
    okta.user(userId),
    reading,
    reading.then((found) => withGroups(okta, appId, found)),
  ]);
  if (user === null) throw unknownUser();
  return { user, appUser, assigned };
}

async function readForRecheck({ okta }: StepContext, appId: string, userId: string): Promise<Person> {
  const [user, appUser] = await Promise.all([okta.user(userId), okta.appUser(appId, userId)]);
  if (user === null) throw unknownUser();
  return { user, appUser, assigned: null };
}

/** The picked user is not in Okta any more. */
export function unknownUser(): AppFailure {
  return new AppFailure({
    code: 'not-found',
    message: 'Okta does not know this user any more.',
    owner: 'okta-admin',
    next: 'Search again and pick another user.',
  });
}
