import { toAppOptions } from '../../../shared/oktopost';
import { labelOf } from '../../../shared/settings';
import { isCustomApp } from '../../okta/app-name';
import type { App } from '../../okta/types';
import { countAssignments } from '../../observe/assignment-count';
import { defineStep, draftOf } from '../../plans/step';
import { noNotes } from '../../plans/undo-notes';
import { changedByHand, fieldSetting, fieldsOf, shownField } from '../app-integration/fields';
import type { AppFields } from '../app-integration/fields';
import { foundIn } from '../app-integration/kept';
import { readAdoptedApp } from '../app-integration/setup-app';
import { showsScim } from '../../observe/scim';
import { readApiIntegration } from '../../observe/api-integration';
import type { ApiIntegrationState } from '../../observe/api-integration';
import { readProvisioning } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { consoleLinks } from '../../okta/console-links';
import { isAssignment } from '../../storage/applied-changes';
import type { AppliedChange } from '../../storage/applied-changes';
import type { Session } from '../../storage/session';
import type { AssignmentCount, UndoByHand } from '../../../shared/plan';

interface Observed {
  app: App;
  links: ReturnType<typeof consoleLinks>;
  /** Provisioning at adoption; null where the journal does not record it. */
  before: Provisioning | null;
  now: Provisioning;
  /** The fields of the app integration at adoption; null where the journal does not record them. */
  found: AppFields | null;
  /** `features` have shown SCIM in this org, so that their silence means off. */
  featuresTell: boolean;
  assigned: AssignmentCount | null;
  /** Of the pre-built app; null for a custom one. */
  api: ApiIntegrationState | null;
  /** Okta sent people to Oktopost while this set-up was at work. */
  wasSending: boolean;
}

/** What was switched on in Okta's console in an adopted app integration, and can only be switched off there. */
export const undoByHandStep = defineStep<Record<never, never>, Observed | null, never>({
  observe: async (context) => {
    const setupApp = await readAdoptedApp(context);
    if (setupApp === null) return null;
    const { app } = setupApp;
    const { address, org, featuresShowScim } = context.session();
    const custom = isCustomApp(app, org?.subdomain ?? '');
    return {
      app,
      links: consoleLinks(address?.adminUrl ?? null, app),
      before: setupApp.provisioning,
      now: await readProvisioning(context.okta, app),
      found: foundIn(setupApp.appliedChanges[0]),
      featuresTell: featuresShowScim,
      assigned: await countAssignments(context.okta, app.id),
      api: custom ? null : await readApiIntegration(context.okta, app),
      wasSending: wasSending(context.session(), setupApp.appliedChanges),
    };
  },

  plan: (observed) =>
    observed === null
      ? draftOf([])
      : draftOf([], {
          assigned: observed.assigned,
          undo: { ...noNotes, byHand: byHand(observed), remains: accountsStay(observed) },
        }),

  beforeAndAfter: () => ({}),
  apply: () => Promise.resolve({ details: {} }),
  verify: () => Promise.resolve([]),
});

const wasSending = ({ readBackAt }: Session, applied: readonly AppliedChange[]): boolean =>
  readBackAt['scim-on'] !== null || readBackAt.authenticate !== null || applied.some(isAssignment);

/** Who stays assigned keeps the account: Okta deactivates nobody once provisioning is as it was before. */
function accountsStay(observed: Observed): string[] {
  const { before, api, assigned, wasSending: was } = observed;
  const wasOff = api === null ? before?.scim === false : before?.apiIntegration === false;
  if (!wasOff || !was || assigned === null || assigned.users === 0) return [];
  const isOff = api === null ? isScimOff(observed) : api.on === false;
  const next = isOff
    ? 'Deactivate in Oktopost that of whoever is to lose it.'
    : 'Unassign before that whoever is to lose theirs, or deactivate it in Oktopost.';
  return [
    `The Oktopost accounts of people who stay assigned, active: with provisioning off again, Okta deactivates none. ${next}`,
  ];
}

const byHand = (observed: Observed): UndoByHand[] => [
  ...settingsBack(observed),
  ...provisioningBack(observed),
];

/** Settings of single sign-on that no plan writes. */
function settingsBack({ app, links, found }: Observed): UndoByHand[] {
  const now = fieldsOf(app);
  const changed = found === null ? [] : changedByHand(found, now);
  if (found === null || changed.length === 0) return [];
  return [
    {
      title: 'Set back what was changed by hand since the app integration was taken over',
      link: links.general,
      actions: [
        'Open the General tab, SAML Settings, and choose Edit.',
        'Set each as it was, as below.',
        'Choose Save.',
      ],
      known: 'not-yet',
      evidence: changed
        .map((path) => `${labelOf(fieldSetting(path))}: ${shownField(path, now[path] ?? null)}`)
        .join('\n'),
      values: changed.map((path) => ({
        label: labelOf(fieldSetting(path)),
        value: shownField(path, found[path] ?? null),
      })),
    },
  ];
}

function provisioningBack(observed: Observed): UndoByHand[] {
  const { before, api } = observed;
  if (api !== null) return before?.apiIntegration === true ? [] : [apiOff(observed, api)];
  return before === null || !before.scim
    ? scimOff(observed, before === null)
    : [...boxesOff(observed, before), connectionBack(observed)];
}

/** The attributes of SCIM stay in the profile once it is off: the features alone tell, where they do. */
const isScimOff = ({ app, now, featuresTell }: Observed): boolean =>
  !now.scim || (featuresTell && !showsScim(app));

/** Switching SCIM off removes its connection and the To App boxes. */
function scimOff(observed: Observed, unsure: boolean): UndoByHand[] {
  const { app, links, now } = observed;
  if (!now.scim) return [];
  const evidence = `features: ${app.features.join(', ') || 'none shown'}`;
  const known = showsScim(app) ? 'not-yet' : isScimOff(observed) ? 'done' : 'cannot-be-read';
  return [
    {
      title: unsure
        ? 'Set Provisioning back to None, if it was None before'
        : 'Set Provisioning back to None',
      link: links.general,
      actions: [
        'Open the General tab, App Settings, and choose Edit.',
        'Set Provisioning to None.',
        'Choose Save. This removes the SCIM connection and the To App boxes as well.',
      ],
      known,
      evidence,
    },
  ];
}

function boxesOff({ links, now }: Observed, before: Provisioning): UndoByHand[] {
  const ticked = toAppOptions.filter(
    (_, index) => before.boxes?.[index] === false && now.boxes?.[index] === true,
  );
  if (ticked.length === 0) return [];
  return [
    {
      title: 'Untick the To App boxes that were not ticked before',
      link: links.toApp,
      actions: [
        'Open the Provisioning tab, To App, and choose Edit.',
        `Untick ${ticked.join(', ')}.`,
        'Choose Save.',
      ],
      known: 'not-yet',
      evidence: `Okta shows as ticked: ${ticked.join(', ')}`,
    },
  ];
}

/** Oktopost's pre-built app. Journals of older versions do not tell whether its API integration was on before. */
function apiOff({ links, before }: Observed, { on, evidence }: ApiIntegrationState): UndoByHand {
  const wasOff = before?.apiIntegration === false;
  return {
    title: wasOff
      ? 'Switch the API integration off, as it was before'
      : 'Switch the API integration off, if it was off before',
    link: links.integration,
    actions: [
      'Open the Provisioning tab, Integration, and choose Edit.',
      'Untick Enable API integration. This removes the To App boxes as well.',
      'Choose Save.',
    ],
    known: on === null ? 'cannot-be-read' : on ? 'not-yet' : 'done',
    evidence: evidence.join('\n'),
  };
}

/** SCIM was on before, so a connection was there that this assistant never saw. */
function connectionBack({ links }: Observed): UndoByHand {
  return {
    title: 'Set the SCIM connection back, if you changed it',
    link: links.integration,
    actions: [
      'Open the Provisioning tab, Integration, and choose Edit.',
      'Enter the base URL and the token that stood there before.',
      'Choose Test Connector Configuration, then Save.',
    ],
    known: 'cannot-be-read',
    evidence: 'Okta shows neither base URL nor token to the assistant.',
  };
}
