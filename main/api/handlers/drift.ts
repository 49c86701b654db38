import { AppFailure } from '../../../shared/errors';
import { readOktaAddress } from '../../../shared/okta-address';
import { targetOf } from '../../../shared/oktopost';
import type { Summary } from '../../../shared/summary';
import type { Core } from '../../core/core';
import { changedSince } from '../../drift/changed-by';
import { checkDrift } from '../../drift/check';
import { reportOf } from '../../drift/report';
import { beginAnother } from '../../core/begin-another';
import { checkedLabel } from '../../files/clean';
import type { Okta } from '../../okta/types';
import { fitOf } from '../../steps/app-integration/candidates';
import { mappingChoiceOf, relayStateOf } from '../../summary/choices';
import type { Handlers } from '../registry';
import type { Address } from '../../../shared/connection';

type DriftCalls = 'drift.check' | 'drift.connect' | 'drift.bringBack';

export function driftHandlers(core: Core): Pick<Handlers, DriftCalls> {
  const { store, ports } = core;

  /** What the summary asks for, as the choices of a set-up; relay state and mapping are what it says, also where that is nothing. */
  const chosen = (summary: Summary) => ({
    destination: summary.destination,
    region: summary.region,
    appChoice: { ...store.session.appChoice, relayState: relayStateOf(summary) ?? ('none' as const) },
    mapping: { ...store.session.mapping, choice: mappingChoiceOf(summary), skipped: false },
  });

  return {
    'drift.check': async () => {
      const summary = openSummary(core);
      const okta = oktaOf(core, summary);
      const now = ports.clock.now();
      const [drift, changedBy] = await Promise.all([
        checkDrift(okta, summary),
        changedSince(okta, summary.app.id, new Date(summary.made), now),
      ]);
      return { report: reportOf(summary, drift, now.toISOString()), back: drift.back, changedBy };
    },

    'drift.connect': async ({ replace }) => {
      const summary = openSummary(core);
      const address = summary.practice ? null : addressOf(summary);
      await beginAnother(core, summary.practice ? 'practice' : 'real', replace);
      const label = checkedLabel(summary.app.label) ?? store.session.label;
      core.remember({ ...chosen(summary), label, ...(address === null ? {} : { address }) });
      core.show('connect-okta');
      return null;
    },

    'drift.bringBack': async ({ screen }) => {
      const summary = openSummary(core);
      const okta = oktaOf(core, summary);
      const { app: own } = store.session;
      if (own !== null && own.id !== summary.app.id) throw otherApp(own.label);
      const app = await okta.app(summary.app.id);
      if (app === null) throw appGone();
      const target = targetOf(summary.destination, summary.region);
      if (own === null && target.app === 'custom' && fitOf(app, target) === null) throw notOktoposts();
      core.engine.forget();
      core.remember({ ...chosen(summary), adopt: app.id });
      const entry = core.snapshot().rail.find((each) => each.screen === screen);
      // One that is not this set-up's yet becomes it first, by a plan of its own.
      core.show(own !== null && entry?.reachable === true ? screen : 'plan');
      return null;
    },
  };
}

function openSummary({ opened }: Core): Summary {
  if (opened?.kind === 'summary') return opened.summary;
  throw new AppFailure({
    code: 'not-ready',
    message: 'No summary is open.',
    owner: 'okta-admin',
    next: 'Open the JSON file of the summary first.',
  });
}

/** The connection, if it is to the org of this summary. Of practice orgs there is only the one of this computer. */
function oktaOf(core: Core, { practice, org }: Summary): Okta {
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
    message: 'The app integration of the summary is not in Okta any more, or the token may not see it.',
    owner: 'okta-admin',
    next: 'Ask who deleted it. To make a new one, use the summary as a template.',
  });

const notOktoposts = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message:
      'The app integration has neither Oktopost’s single sign-on URL nor its audience any more: it may serve something else now.',
    owner: 'okta-admin',
    next: 'Ask who changed it. If it is still for Oktopost, set these two in Okta first: General tab, SAML Settings.',
  });
