import { signOnPlace, tokenPlace } from '../../../shared/oktopost';
import { validTokens } from '../../storage/older-tokens';
import { afterUndo } from '../../storage/session';
import { defineStep, draftOf } from '../../plans/step';
import { noNotes } from '../../plans/undo-notes';
import { activationId } from '../catalogue-app/step';
import { statusFoundIn } from '../app-integration/kept';
import { readSetupApp } from '../app-integration/setup-app';
import { makeChangeId } from '../certificate/make';
import { releaseChangeId } from '../../../shared/plan';

interface Observed {
  /** The app integration that the session still refers to, by the name that Okta has for it now; null when there is none. */
  held: { id: string; label: string } | null;
  began: boolean;
  /** What becomes of sign-ins: the app integration is deleted, or is kept and is inactive at the end, or active. */
  signIns: 'end' | 'pause' | 'go-on';
  /** The name of one that is inactive now and was active when it was taken over; else null. */
  deactivated: string | null;
  /** This set-up made a signing certificate, with which Okta may have signed. */
  madeCertificate: boolean;
  /** Tokens that may be valid at Oktopost; 0: none was entered. */
  tokens: number;
  /** Of the service app that the assistant signs in as; null with an API token. */
  clientId: string | null;
}

/** The last change of an undo: detaches the app integration from the session. Sends nothing to Okta; lists what remains elsewhere. */
export const releaseStep = defineStep<Record<never, never>, Observed, { appId: string }>({
  observe: async (context) => {
    const session = context.session();
    const { app, oktopostCheckedAt } = session;
    const ours = await readSetupApp(context);
    const stays = ours === null ? app?.createdByUs === false : !ours.created;
    const isInactive = ours?.app?.status === 'INACTIVE';
    const isActivated = ours?.appliedChanges.some(({ changeId }) => changeId === activationId) === true;
    const wasActive = statusFoundIn(ours?.appliedChanges[0]) === 'ACTIVE';
    return {
      held: app === null ? null : { id: app.id, label: ours?.app?.label ?? app.label },
      began: app !== null || ours !== null,
      signIns: !stays ? 'end' : isInactive || isActivated ? 'pause' : 'go-on',
      deactivated: stays && isInactive && wasActive ? (ours.app?.label ?? null) : null,
      madeCertificate: [...context.importedChanges(), ...context.appliedChanges()].some(
        ({ changeId }) => changeId === makeChangeId,
      ),
      tokens: oktopostCheckedAt === null ? 0 : validTokens(session),
      clientId: context.okta.serviceApp?.clientId ?? null,
    };
  },

  plan: ({ held, began, signIns, deactivated, madeCertificate, tokens, clientId }) =>
    draftOf(
      began
        ? [
            {
              mutation: held === null ? null : { appId: held.id },
              change: {
                id: releaseChangeId,
                title:
                  held === null
                    ? 'This set-up no longer refers to an app integration'
                    : `Detach “${held.label}” from this set-up`,
                verb: held === null ? 'keep' : 'update',
                rows:
                  held === null
                    ? []
                    : [
                        {
                          setting: 'set-up',
                          now: held.id,
                          after: 'no app integration',
                          verb: 'change',
                          note: 'On this computer only. Your choices stay.',
                        },
                      ],
                warnings: [],
                pushes: 0,
                undo: 'The first plan of the set-up finds the app integration if it is still there.',
                irreversibleEffect: null,
              },
            },
          ]
        : [],
      {
        undo: {
          ...noNotes,
          remains: began
            ? [
                ...(deactivated === null ? [] : [inactiveNow(deactivated)]),
                'Entries of Okta’s System Log about this set-up.',
                `The single sign-on values in Oktopost, if you entered them: ${signOnPlace.join(' > ')}. ${signOnRemains(signIns, madeCertificate)}`,
                clientId === null
                  ? 'The Okta API token of this set-up, until you revoke it in Okta.'
                  : `The service app ${clientId} in Okta with its public key and its admin role, until you deactivate and delete it: Applications > Applications.`,
                ...tokensRemain(tokens),
              ]
            : [],
        },
      },
    ),

  beforeAndAfter: (mutation) => ({ ...mutation }),

  apply: ({ session }) => Promise.resolve({ details: {}, remember: afterUndo(session()) }),

  verify: () => Promise.resolve([]),
});

function tokensRemain(count: number): string[] {
  if (count === 0) return [];
  const [what, them] =
    count === 1 ? ['SCIM token', 'it'] : [`${count.toLocaleString('en')} SCIM tokens`, 'them'];
  return [`The ${what} in Oktopost, until you revoke ${them} there: ${tokenPlace.join(' > ')}.`];
}

const inactiveNow = (label: string): string =>
  `“${label}” is inactive in Okta: nobody can sign in through it, and Okta sends nothing to Oktopost. It was active when this set-up took it over. Activate it there if it is to be so again.`;

/** What becomes of sign-ins by the values that Oktopost was given. */
function signOnRemains(signIns: Observed['signIns'], madeCertificate: boolean): string {
  if (signIns === 'end')
    return 'Nobody can sign in by them any more: untick Require SSO there, and take them out.';
  const work =
    signIns === 'go-on'
      ? 'go on working, because the app integration stays in Okta'
      : 'work again once the app integration is active in Okta';
  return `They ${work}${madeCertificate ? '; the certificate only where Okta does not sign with the one before again' : ''}.`;
}
