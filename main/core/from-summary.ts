import { AppFailure } from '../../shared/errors';
import { readOktaAddress } from '../../shared/okta-address';
import { targetOf } from '../../shared/oktopost';
import type { Address } from '../../shared/connection';
import type { ScreenId } from '../../shared/screens';
import type { Summary } from '../../shared/summary';
import { checkedLabel } from '../files/clean';
import type { Okta } from '../okta/okta';
import { fitOf } from '../steps/app-integration/candidates';
import type { Session } from '../storage/session';
import { mappingChoiceOf, relayStateOf } from '../summary/choices';
import { beginAnother } from './begin-another';
import { rememberTarget } from './choose-target';
import type { Core } from './core';
import { checksOwn } from './own-summary';

/** The summary that is open. @throws AppFailure `not-ready` when none is. */
export function summaryOf({ opened }: Core): Summary {
  if (opened?.kind === 'summary') return opened.summary;
  throw new AppFailure({
    code: 'not-ready',
    message: 'No summary is open.',
    owner: 'okta-admin',
    next: 'Open the JSON file of the summary first.',
  });
}

/**
 * The connection, if it is to the org of this summary. Of practice orgs there is only the one of this computer.
 * @throws AppFailure `token-needed`, or `conflict` when it is to another org.
 */
export function oktaFor(core: Core, { practice, org }: Summary): Okta {
  const okta = core.requireOkta();
  const isPractice = core.store.session.mode === 'practice';
  if (practice === isPractice && (practice || okta.orgUrl === org.url)) return okta;
  throw new AppFailure({
    code: 'conflict',
    message: practice
      ? 'The summary is of a practice run, and the assistant is connected to a real org.'
      : isPractice
        ? 'The summary is of a real org, and this is a practice run.'
        : `The summary is of another org than ${okta.orgUrl}.`,
    owner: 'okta-admin',
    next: 'Connect to the org of the summary, or open another one.',
  });
}

/**
 * Begins a set-up for the org of the summary that is open, whose host is to be confirmed.
 * @throws AppFailure `not-ready`, `bad-address`, or `conflict` when a set-up is under way that may not be replaced.
 */
export async function connectToSummary(core: Core, replace: boolean): Promise<void> {
  const { store } = core;
  const summary = summaryOf(core);
  const address = summary.practice ? null : addressOf(summary);
  await beginAnother(core, summary.practice ? 'practice' : 'real', replace);
  const label = checkedLabel(summary.app.label) ?? store.session.label;
  core.remember({
    ...choicesOf(summary, store.session),
    label,
    ...(address === null ? {} : { address }),
  });
  core.show('connect-okta');
}

/**
 * Takes the choices of the summary that is open, if any, and shows the screen whose plan restores them.
 * @throws AppFailure `not-ready`, `conflict` when the app integration is not this set-up's or not for Oktopost, `not-found`.
 */
export async function bringBack(core: Core, screen: ScreenId): Promise<void> {
  const { store } = core;
  const { setupId } = store.session;
  // It may find the app integration of this set-up first.
  await core.readBackEnds();
  if (store.session.setupId !== setupId) return;
  if (checksOwn(core)) {
    core.requireOkta();
    core.engine.forget();
    showRestore(core, screen);
    return;
  }
  const summary = summaryOf(core);
  const okta = oktaFor(core, summary);
  const { app: current } = store.session;
  if (current !== null && current.id !== summary.app.id) throw otherApp(current.label);
  const app = await okta.app(summary.app.id);
  // Started over meanwhile: it was asked for the set-up before.
  if (store.session.setupId !== setupId) return;
  if (app === null) throw appGone();
  const target = targetOf(summary.destination, summary.region);
  if (current === null && target.app === 'custom' && fitOf(app, target) === null) throw notForOktopost();
  core.engine.forget();
  await rememberTarget(core, { ...choicesOf(summary, store.session), adopt: app.id });
  showRestore(core, screen);
}

/**
 * An app integration that this set-up has not adopted yet is adopted first, by its own plan. Of one that it has, other steps may be open
 * still: what drifted is restored all the same.
 */
function showRestore(core: Core, screen: ScreenId): void {
  const isStep = screen === 'rollout' || core.snapshot().rail.some((each) => each.screen === screen);
  core.show(core.store.session.app !== null && isStep ? screen : 'plan');
}

/**
 * What the summary asks for, as the choices of a set-up; also where it asks for no relay state or no mapping. A relay state that
 * Oktopost does not know is not written because of a file: the one that is there stays.
 */
const choicesOf = (summary: Summary, session: Session): Partial<Session> => ({
  destination: summary.destination,
  region: summary.region,
  appChoice: { relayState: relayStateOf(summary).relayState },
  mapping: { ...session.mapping, choice: mappingChoiceOf(summary), skipped: null },
});

/** The org that the file names, to be confirmed before a token goes there. @throws AppFailure `bad-address`. */
function addressOf({ org }: Summary): Address {
  const read = readOktaAddress(org.url);
  if (read.kind === 'okta-host' && read.orgUrl === org.url) {
    return { ...read, input: read.orgUrl, needsConfirmation: true };
  }
  throw new AppFailure({
    code: 'bad-address',
    message: 'The file names an org that is no Okta address.',
    owner: 'okta-admin',
    next: 'Open a summary that was not changed by hand.',
  });
}

const otherApp = (label: string): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `The set-up that is under way has an app integration of its own, "${label}".`,
    owner: 'okta-admin',
    next: 'Finish it or start over; then open the summary again and connect to its org.',
  });

const appGone = (): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: 'The app integration of the summary is not in Okta any more, or the assistant may not see it.',
    owner: 'okta-admin',
    next: 'Ask who deleted it. To make a new one, use the summary as a template.',
  });

const notForOktopost = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message:
      'The app integration has neither Oktopost’s single sign-on URL nor its audience any more: it may serve something else now.',
    owner: 'okta-admin',
    next: 'Ask who changed it. If it is still for Oktopost, set these two in Okta first: General tab, SAML Settings.',
  });
