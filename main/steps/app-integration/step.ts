import { audience } from '../../../shared/oktopost';
import { isCustomApp } from '../../okta/app-name';
import type { App } from '../../okta/types';
import { resetForNewApp } from '../../storage/session';
import { conflictWarningsAmong, mayConflict } from '../../observe/conflicting-apps';
import { countAssignments } from '../../observe/assignment-count';
import { defineStep, draftOf } from '../../plans/step';
import { fieldsBeforeAndAfter, fieldsOf, isTileHidden } from './fields';
import { approvedChoice, leftByHand, leftByHandWords, wantedRelayState } from './settings';
import type { AppSettings } from './settings';
import {
  adoptionWarnings,
  changesTo,
  chooseFirst,
  creation,
  goesOn,
  keptRelayStateWarnings,
  madeForAnother,
  nobody,
  otherUserNames,
  outsideArticle,
  sameNames,
} from './changes';
import type { Mutation } from './changes';
import { candidateOf, fitOf, matchesAmong } from './candidates';
import type { Match } from './candidates';
import { provisioningChecks, beforeWrite, scimWasSeen, warningsOfWrites, writeFields } from './write';
import { nullOn } from '../../okta/calls';
import type { Okta } from '../../okta/okta';
import { readUserNames } from '../../observe/user-names';
import { readProvisioning } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { withSigningKey } from '../../observe/signing-key';
import { asLost, identityChecks, identityOf, goneWarning, notFound, checksOf } from './checks';
import { adminNote, namingIn, remembered, rememberFound } from './identity';
import { adoptApp, adoptionDetails, noteWarnings } from './note';
import { findSetupApp } from './setup-app';
import { madeForAnotherThan, targetDetails } from '../../storage/journaled-target';
import type { JournaledTarget } from '../../storage/journaled-target';
import { requireApp } from '../../storage/required';
import { sameLabel } from '../../../shared/plan';
import type { AssignmentCount } from '../../../shared/plan';

interface Observed {
  setupId: string;
  /** Made or adopted by this set-up. */
  setupApp: App | null;
  /** This set-up had one, which Okta does not show any more. */
  gone: boolean;
  /** What the journal says that `setupApp` is for, where something else is chosen now; else null. */
  madeFor: JournaledTarget | null;
  /** Of `setupApp`. */
  assigned: AssignmentCount | null;
  /** Others that may be the one. */
  matches: Match[];
  /** Of the one that is to be adopted. */
  provisioning: Provisioning | null;
  conflicts: string[];
  /** How many of the one that is to be adopted have a user name that is not their email. */
  differing: number;
}

/** Finds or creates the custom SAML app integration of the article's "Provisioning to Board", steps 1 to 3. */
export const appIntegrationStep = defineStep<AppSettings, Observed, Mutation>({
  observe: async ({ okta, session, appliedChanges }, { target, adopt, label }, purpose) => {
    const isPreview = purpose === 'preview';
    const { app, setupId, org } = session();
    const isKnown = ({ id }: App): boolean => id === app?.id;
    const isOurs = (each: App): boolean => namingIn(each, setupId) !== null;
    const subdomain = org?.subdomain ?? '';
    const isCandidate = (each: App): boolean =>
      (isCustomApp(each, subdomain) && fitOf(each, target) !== null) || sameLabel(each.label, label);
    const found = await okta.findApps(
      (each) =>
        isKnown(each) ||
        isOurs(each) ||
        isCandidate(each) ||
        mayConflict(each, { target, subdomain, except: null }),
    );
    const setupApp = found.find(isKnown) ?? found.find(isOurs) ?? null;
    const [assigned, matches, conflicts] = await Promise.all([
      setupApp === null || !isPreview ? null : countAssignments(okta, setupApp.id),
      // Once there is an app of this set-up there is nothing to choose any more.
      setupApp === null
        ? matchesAmong(okta, found.filter(isCandidate), { target, subdomain, label }, purpose)
        : [],
      isPreview
        ? conflictWarningsAmong(okta, found, { target, subdomain, except: setupApp?.id ?? null })
        : [],
    ]);
    const chosen = chosenOf(matches, adopt);
    return {
      setupId,
      setupApp,
      gone: setupApp === null && app !== null,
      madeFor: madeForAnotherThan(target, appliedChanges()),
      assigned,
      matches,
      conflicts,
      ...(await ofChosen(okta, chosen?.app ?? null, isPreview)),
    };
  },

  plan: (
    { setupId, setupApp, madeFor, gone, assigned, matches, conflicts, provisioning, differing },
    settings,
  ) => {
    const { target, adopt, createAnyway, label } = settings;
    if (setupApp !== null && madeFor !== null)
      return draftOf([], { blockers: [madeForAnother(setupApp, madeFor)], step: 'destination' });
    if (setupApp !== null) {
      const changes = changesTo(setupApp, settings, assigned, null);
      const left = leftByHand(setupApp, target, { choice: settings.choice, isAdoption: false });
      return draftOf(changes, {
        warnings: [
          ...outsideArticle(target),
          ...conflicts,
          ...leftByHandWords(setupApp, left),
          ...warningsOfWrites(setupApp, changes),
        ],
        notes: [goesOn(setupApp)],
        assigned,
      });
    }
    const lost = gone ? [goneWarning] : [];
    // What an app integration before had, this one does not keep.
    const choice = { relayState: settings.choice.relayState };
    const existingApps = matches.map((match) => candidateOf(match, target, choice));
    const chosen = chosenOf(matches, adopt);
    if (chosen !== undefined) {
      const changes = changesTo(chosen.app, { target, choice }, chosen.assigned, { setupId, provisioning });
      const left = leftByHand(chosen.app, target, { choice, isAdoption: true });
      return draftOf(changes, {
        existingApps,
        assigned: chosen.assigned,
        warnings: [
          ...lost,
          ...outsideArticle(target),
          ...conflicts,
          ...adoptionWarnings(chosen, target),
          ...(differing === 0 ? [] : [otherUserNames(differing)]),
          ...keptRelayStateWarnings(chosen.app, choice),
          ...leftByHandWords(chosen.app, left),
          ...warningsOfWrites(chosen.app, changes),
          ...noteWarnings(chosen.app, setupId),
        ],
      });
    }
    if (matches.length > 0 && !createAnyway)
      return draftOf([], { existingApps, blockers: [chooseFirst(matches, label)], warnings: lost });
    const mutation: Mutation = { kind: 'create', target, label, choice: approvedChoice(null, choice) };
    return draftOf([{ change: creation({ target, label, choice }, setupId), mutation }], {
      existingApps,
      assigned: nobody,
      warnings: [...lost, ...outsideArticle(target), ...conflicts, ...sameNames(matches, label)],
    });
  },

  beforeAndAfter: (mutation) => {
    switch (mutation.kind) {
      case 'create':
        return { label: mutation.label, ...targetDetails(mutation.target) };
      case 'adopt':
        return adoptionDetails(mutation);
      case 'update':
        return fieldsBeforeAndAfter(mutation.app, mutation.edit);
    }
  },

  rememberFirst: (context, mutation) => ({
    appChoice: mutation.choice,
    ...(mutation.kind === 'create' ? {} : beforeWrite(context, mutation.app)),
  }),

  scopeOf: () => 'okta.apps.manage',

  apply: async (context, mutation) => {
    const { okta, session } = context;
    switch (mutation.kind) {
      case 'create': {
        const { target, label, choice } = mutation;
        const app = await okta.createSamlApp({
          label,
          acsUrl: target.acsUrl,
          audience,
          defaultRelayState: wantedRelayState(null, choice),
          adminNote: adminNote(session().setupId),
        });
        return {
          details: { appId: app.id, after: fieldsOf(app) },
          remember: { ...rememberFound(app, session().setupId), ...resetForNewApp(session()) },
        };
      }
      case 'adopt':
        return adoptApp(context, mutation);
      case 'update': {
        const { app, details } = await writeFields(okta, mutation.app, mutation.edit);
        return {
          details,
          remember: { app: remembered(app, session().app?.createdByUs ?? false), changedSomething: true },
        };
      }
    }
  },

  verify: async ({ okta, session, remember, now }, { target, choice }) => {
    const known = session().app;
    const app = await findSetupApp(okta, session());
    if (app === null) return [notFound(requireApp(session()).id)];
    const seen = { tileHidden: isTileHidden(app) };
    const before = new Map(
      known?.id === app.id ? session().appChecks.map((each) => [each.setting, each]) : [],
    );
    if (known?.id === app.id) remember({ ...seen, app: remembered(app, known.createdByUs) });
    else {
      remember({
        ...seen,
        ...rememberFound(app, session().setupId),
        ...(known === null ? {} : resetForNewApp(session())),
      });
    }
    remember(withSigningKey(session(), app, now()));
    const checks = checksOf(app, target, choice).map((check) => asLost(check, before.get(check.setting)));
    const provisioning = provisioningChecks(scimWasSeen(session()), app);
    return [...checks, ...identityChecks(app, identityOf(session())), ...provisioning];
  },
});

/** Undefined where none was chosen that can be used. */
const chosenOf = (matches: readonly Match[], adopt: string | null): Match | undefined =>
  matches.find(({ app, fit }) => app.id === adopt && fit !== 'other-kind');

/** Of the one that is to be adopted; its people are only told of, so they are read for a preview alone. */
async function ofChosen(
  okta: Okta,
  app: App | null,
  isPreview: boolean,
): Promise<Pick<Observed, 'provisioning' | 'differing'>> {
  if (app === null) return { provisioning: null, differing: 0 };
  const [provisioning, names] = await Promise.all([
    readProvisioning(okta, app),
    isPreview ? nullOn(['missing-right'], () => readUserNames(okta, app.id)) : null,
  ]);
  return { provisioning, differing: names?.differing.length ?? 0 };
}
