import type { Target } from '../../../shared/oktopost';
import { isCustomApp } from '../../okta/app-name';
import { readApiIntegration } from '../../observe/api-integration';
import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import { conflictWarningsAmong, mayConflict } from '../../observe/conflicting-apps';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange } from '../../plans/step';
import { readUserNames } from '../../observe/user-names';
import { noEdit, writeEmailFormat } from '../app-integration/edit';
import { goesOn, madeForAnother } from '../app-integration/changes';
import { asItIs, changedSettings, rowsOf, undoOf } from '../app-integration/settings';
import { fieldsBeforeAndAfter } from '../app-integration/fields';
import { candidateOf, matchOf } from '../app-integration/candidates';
import { beforeWrite, warningsOfWrites, writeFields } from '../app-integration/write';
import type { Match } from '../app-integration/candidates';
import { readProvisioning } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { withSigningKey } from '../../observe/signing-key';
import { checksOf, identityChecks, identityOf, notFound } from '../app-integration/checks';
import { namingIn, remembered } from '../app-integration/identity';
import { adoptApp, adoptionDetails, adoptionOf, noteWarnings } from '../app-integration/note';
import type { Adoption } from '../app-integration/note';
import { statusFoundIn } from '../app-integration/kept';
import { findSetupApp } from '../app-integration/setup-app';
import { appChangeId, sinceAppBegan } from '../../storage/applied-changes';
import { madeForAnotherThan } from '../../storage/journaled-target';
import type { JournaledTarget } from '../../storage/journaled-target';
import { requireApp } from '../../storage/required';
import type { Change, AssignmentCount } from '../../../shared/plan';

interface Settings {
  target: Target;
  /** The one to use where there are several; null when none was chosen. */
  adopt: string | null;
}

interface Observed {
  setupId: string;
  /** Chosen by this set-up before. */
  setupApp: App | null;
  /** What the journal says that `setupApp` is for, where something else is chosen now; else null. */
  madeFor: JournaledTarget | null;
  /** Oktopost's pre-built app integrations in this org, the active ones first. */
  prebuilt: Match[];
  /** Custom ones that only bear the name. */
  lookAlikes: string[];
  /** Of the one to use: who is assigned, and how many of them by a user name that is not their email. */
  assigned: AssignmentCount | null;
  differing: number;
  provisioning: Provisioning | null;
  /** It was active when this set-up took it over. */
  wasActive: boolean;
  conflicts: string[];
}

type Mutation = (Adoption & { kind: 'use' }) | { kind: 'email'; app: App } | { kind: 'activate'; app: App };

export const activationId = 'activate-app';
const userNameFormatChangeId = 'user-name-format';

const named = /oktopost/i;

/** The catalogue's key of Oktopost's app is not known, so it is recognised by label, name or address. Source: Okta facts, section 1. */
const isOktopost = ({ name, label, signOn }: App): boolean =>
  named.test(label) || named.test(name) || named.test(signOn?.ssoAcsUrl ?? '');

/** Finds the pre-built app integration and sets its user name format. Source: article, "Configuring the Okta App", steps 1 and 2. */
export const catalogueAppStep = defineStep<Settings, Observed, Mutation>({
  observe: async ({ okta, session, appliedChanges }, { target, adopt }, purpose) => {
    const { app: known, org, setupId } = session();
    const subdomain = org?.subdomain ?? (await okta.org()).subdomain;
    const isOurs = (app: App): boolean => namingIn(app, setupId) !== null;
    const isPossible = (app: App): boolean => app.id === known?.id || isOurs(app) || isOktopost(app);
    const listed = await okta.findApps(
      (app) => isPossible(app) || mayConflict(app, { target, subdomain, except: null }),
    );
    const setupApp = listed.find(({ id }) => id === known?.id) ?? listed.find(isOurs) ?? null;
    const [custom, prebuilt] = [true, false].map((wanted) =>
      listed.filter((app) => isPossible(app) && isCustomApp(app, subdomain) === wanted),
    );
    const matches = await Promise.all(
      (prebuilt ?? []).map((app) => matchOf(okta, app, 'pre-built', purpose)),
    );
    const used = setupApp ?? chosenOf(matches, adopt)?.app ?? null;
    const isPreview = purpose === 'preview';
    const names = used === null || !isPreview ? null : await readUserNames(okta, used.id);
    return {
      setupId,
      setupApp,
      madeFor: madeForAnotherThan(target, appliedChanges()),
      prebuilt: matches.sort((a, b) => Number(b.app.status === 'ACTIVE') - Number(a.app.status === 'ACTIVE')),
      lookAlikes: (custom ?? []).map(({ label }) => label),
      assigned: matches.find(({ app }) => app.id === used?.id)?.assigned ?? null,
      differing: names?.differing.length ?? 0,
      provisioning: used === null || setupApp !== null ? null : await provisioningOf(okta, used),
      wasActive: statusFoundIn(sinceAppBegan(appliedChanges())[0]) === 'ACTIVE',
      conflicts: isPreview
        ? await conflictWarningsAmong(okta, listed, { target, subdomain, except: used?.id ?? null })
        : [],
    };
  },

  plan: (
    {
      setupId,
      setupApp,
      madeFor,
      prebuilt,
      lookAlikes,
      assigned,
      differing,
      provisioning,
      wasActive,
      conflicts,
    },
    { target, adopt },
  ) => {
    if (setupApp !== null && madeFor !== null)
      return draftOf([], { blockers: [madeForAnother(setupApp, madeFor)], step: 'destination' });
    const used = setupApp ?? chosenOf(prebuilt, adopt)?.app ?? null;
    const existingApps =
      prebuilt.length > 1 ? prebuilt.map((match) => candidateOf(match, target, asItIs)) : [];
    const notThese = lookAlikes.map(
      (label) => `“${label}” is a custom app integration that bears the name. It is left alone.`,
    );
    if (used === null) {
      const blocker = prebuilt.length === 0 ? noneThere : chooseOne;
      return draftOf([], { existingApps, blockers: [blocker], notes: notThese });
    }
    const changes = changesTo(used, target, setupApp === null ? { setupId, provisioning } : null, wasActive);
    return draftOf(changes, {
      existingApps,
      assigned,
      warnings: [
        ...conflicts,
        ...warningsOfWrites(used, changes),
        ...(setupApp === null ? noteWarnings(used, setupId) : []),
        ...(used.signOnMode === 'SAML_2_0' ? [] : [notSaml]),
        ...(differing === 0 ? [] : [keptUserNames(differing)]),
      ],
      notes: [...(setupApp === null ? [] : [goesOn(setupApp)]), ...notThese, mappingLeftAlone],
    });
  },

  beforeAndAfter: (mutation) => {
    switch (mutation.kind) {
      case 'use':
        return adoptionDetails(mutation);
      case 'email':
        return fieldsBeforeAndAfter(mutation.app, writeEmailFormat);
      case 'activate':
        return { before: { status: mutation.app.status }, after: { status: 'ACTIVE' } };
    }
  },

  rememberFirst: (context, mutation) =>
    mutation.kind === 'activate' ? {} : beforeWrite(context, mutation.app),

  scopeOf: () => 'okta.apps.manage',

  apply: async (context, mutation) => {
    const { okta, session } = context;
    const { app: known } = session();
    switch (mutation.kind) {
      case 'use':
        return adoptApp(context, mutation);
      case 'email': {
        const { app, details } = await writeFields(okta, mutation.app, writeEmailFormat);
        return { details, remember: { app: remembered(app, false), changedSomething: true } };
      }
      case 'activate':
        await okta.activateApp(mutation.app.id);
        return {
          details: {},
          remember: { app: known === null ? null : { ...known, status: 'ACTIVE' }, changedSomething: true },
        };
    }
  },

  verify: async ({ okta, session, remember, now }, { target }) => {
    const app = await findSetupApp(okta, session());
    if (app === null) return [notFound(requireApp(session()).id)];
    remember({ app: remembered(app, false), ...withSigningKey(session(), app, now()) });
    return [...checksOf(app, target, asItIs), ...identityChecks(app, identityOf(session()))];
  },
});

/** With the API integration, so that the undo knows whether it was on before. */
async function provisioningOf(okta: Okta, app: App): Promise<Provisioning> {
  const [provisioning, { on }] = await Promise.all([
    readProvisioning(okta, app),
    readApiIntegration(okta, app),
  ]);
  return { ...provisioning, apiIntegration: on };
}

/** The one that was chosen; where there is only one, that one. */
function chosenOf(prebuilt: readonly Match[], adopt: string | null): Match | null {
  const chosen = prebuilt.find(({ app }) => app.id === adopt);
  return chosen ?? (prebuilt.length === 1 ? (prebuilt[0] ?? null) : null);
}

function changesTo(
  app: App,
  target: Target,
  adoption: Pick<Adoption, 'setupId' | 'provisioning'> | null,
  wasActive: boolean,
): PlannedChange<Mutation>[] {
  const differing = changedSettings(app, target, { choice: asItIs, isAdoption: adoption !== null });
  const use: PlannedChange<Mutation> = {
    change: {
      id: appChangeId,
      title:
        adoption === null
          ? `The app integration “${app.label}” is there`
          : `Use the pre-built app integration “${app.label}”`,
      ...adoptionOf(app, adoption, differing),
      warnings: [],
      pushes: 0,
      irreversibleEffect: null,
    },
    mutation:
      adoption === null
        ? null
        : { ...adoption, kind: 'use', app, target, edit: differing.length === 0 ? noEdit : writeEmailFormat },
  };
  const changes = [use];
  if (adoption === null && differing.length > 0) {
    changes.push({
      mutation: { kind: 'email', app },
      change: {
        ...written,
        id: userNameFormatChangeId,
        title: `Change the user name format of “${app.label}”`,
        rows: rowsOf(app, differing),
        undo: `The assistant ${undoOf(app, differing)}`,
      },
    });
  }
  if (app.status !== 'ACTIVE') {
    changes.push({
      mutation: { kind: 'activate', app },
      change: {
        ...written,
        id: activationId,
        title: `Activate “${app.label}”`,
        rows: [{ setting: 'app.status', now: app.status, after: 'ACTIVE', verb: 'change', note: null }],
        warnings: ['Everyone who is assigned sees the app integration and can sign on through it again.'],
        undo: wasActive
          ? 'It stays active, as this set-up found it.'
          : 'The assistant deactivates the app integration.',
      },
    });
  }
  return changes;
}

const written = {
  verb: 'update',
  warnings: [],
  pushes: 0,
  irreversibleEffect: null,
} satisfies Partial<Change>;

const noneThere =
  'Okta has no pre-built app integration of Oktopost yet. Add it from Okta’s app catalog (Applications, Browse App Catalog, “Oktopost”), set up its single sign-on, then preview again.';
const chooseOne =
  'Okta has several pre-built app integrations of Oktopost. Choose the one that people sign on with.';
const notSaml =
  'Its sign-in method is not SAML 2.0. Oktopost’s article speaks of the SAML app integration: look at its Sign On tab.';
const mappingLeftAlone =
  'The attribute mapping is left as it is: Oktopost’s article asks for no change of it in the pre-built app.';
const keptUserNames = (count: number): string =>
  `${count === 1 ? 'One person is' : `${count.toLocaleString('en')} people are`} assigned with a user name that is not their email. The new format does not change that: the step “User names” does, one at first.`;
