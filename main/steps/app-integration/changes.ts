import { regions } from '../../../shared/oktopost';
import type { RelayState, Target } from '../../../shared/oktopost';
import { assignmentWords } from '../../../shared/plan-words';
import type { App } from '../../okta/types';
import type { Provisioning } from '../../observe/provisioning';
import type { PlannedChange } from '../../plans/step';
import { appChangeId } from '../../storage/applied-changes';
import { targetWords } from '../../storage/journaled-target';
import type { JournaledTarget } from '../../storage/journaled-target';
import type { Match } from './candidates';
import { adminNote, updateAppChangeId } from './identity';
import { adoptionOf } from './note';
import { appSettings, changedSettings, wantedRelayState } from './settings';
import type { AppSettings } from './settings';
import { isOnlyNamed, sameLabel } from '../../../shared/plan';
import type { AssignmentCount, Change, ChangeRow } from '../../../shared/plan';

/** Everything that was shown: what the admin chooses elsewhere meanwhile changes nothing of it. */
export type Mutation =
  | { kind: 'create'; target: Target; label: string; relayState: RelayState }
  | { kind: 'adopt'; app: App; target: Target; setupId: string; provisioning: Provisioning | null }
  | { kind: 'update'; app: App; target: Target; relayState: RelayState };

const undoCreate = 'The assistant deactivates and deletes the app integration.';

/** Platform users of the EU: the help pages name the address, the article does not have the way. */
export function outsideArticle({ inArticle }: Target): string[] {
  return inArticle
    ? []
    : [
        'This way is not in Oktopost’s article: a custom app integration with the SCIM address of the platform. Ask your account manager at Oktopost before rollout.',
      ];
}

/** Blocks a plan for another destination or region than the one that this set-up's app integration was made for. */
export const madeForAnother = ({ label }: App, made: JournaledTarget): string =>
  `“${label}” carries this set-up’s id, and was set up for another destination or region: ${targetWords(made) ?? ''}. Choose that at “Destination”, or start over for a new set-up.`;

/** Of an app integration that this set-up made or took over before. */
export const goesOn = ({ label }: App): string =>
  `The admin note of “${label}” names this set-up: it goes on with it, and makes no other.`;

export const nobody: AssignmentCount = { users: 0, groups: 0, more: false };

/** What is to be chosen before anything can be created. */
export function chooseFirst(matches: readonly Match[], label: string): string {
  return !matches.every(isOnlyNamed)
    ? 'Okta already has an app integration that may be for Oktopost. Choose to use one of them, or to create another one.'
    : `Okta already has an app named “${label}”. Choose: use it where that is offered, another name, or create one all the same.`;
}

/** What a creation all the same leads to. */
export const sameNames = (matches: readonly Match[], label: string): string[] =>
  matches.some(({ app }) => sameLabel(app.label, label))
    ? [`Okta will have two apps named “${label}”: tell them apart by their ids, or choose another name.`]
    : [];

/** What it means for the people of an app integration that it becomes this set-up's. */
export function adoptionWarnings({ app, fit, assigned }: Match, { acsUrl }: Target): string[] {
  const warnings: string[] = [];
  if (fit === 'other-region') {
    const region = Object.values(regions).find((known) => known.acsUrl === app.signOn?.ssoAcsUrl);
    warnings.push(
      `Single sign-on of this app integration leads to Oktopost’s ${region?.name ?? 'other'} region now. After the change everyone who is assigned is sent to ${acsUrl}. If your company uses both regions, create another app integration instead.`,
    );
  }
  if (fit === 'same-name') {
    warnings.push(
      'Neither its audience nor its single sign-on URL is Oktopost’s: the sign-on that it serves now ends with this change.',
    );
  }
  if (fit === 'partly') {
    warnings.push(
      'Only its audience or its single sign-on URL is Oktopost’s. If it serves something else, that sign-on ends with this change.',
    );
  }
  if (assigned !== null && assigned.users > 0) {
    warnings.push(
      `${assignmentWords(assigned)} Whoever is assigned before provisioning is on is never sent by Okta by itself: they have to be unassigned and assigned again later.`,
    );
  }
  return warnings;
}

export function creation({ target, label, relayState }: AppSettings, setupId: string): Change {
  const rows: ChangeRow[] = [
    { setting: 'app.name', now: null, after: label, verb: 'add', note: null },
    { setting: 'app.sign-in-method', now: null, after: 'SAML 2.0', verb: 'add', note: null },
    {
      setting: 'app.type',
      now: null,
      after: 'internal app',
      verb: 'add',
      note: 'Apps that are made by API are internal: nothing to tick.',
    },
    { setting: 'app.status', now: null, after: 'ACTIVE', verb: 'add', note: null },
    ...appSettings(target, wantedRelayState(null, relayState)).map((setting): ChangeRow => ({
      setting: setting.id,
      now: null,
      after: setting.expected,
      verb: 'add',
      note: setting.note,
    })),
    {
      setting: 'app.admin-note',
      now: null,
      after: adminNote(setupId),
      verb: 'add',
      note: 'By it Okta itself says that the app integration is this set-up’s.',
    },
  ];
  return {
    id: appChangeId,
    title: `Create the app integration “${label}”`,
    verb: 'create',
    rows,
    warnings: [],
    pushes: 0,
    undo: undoCreate,
    irreversibleEffect: null,
  };
}

export function changesTo(
  app: App,
  settings: AppSettings,
  assigned: AssignmentCount | null,
  adoption: Extract<Mutation, { kind: 'adopt' }> | null,
): PlannedChange<Mutation>[] {
  const relayState = wantedRelayState(app, settings.relayState);
  const differing = changedSettings(app, settings.target, relayState);
  const adopt: PlannedChange<Mutation> = {
    change: {
      id: appChangeId,
      title:
        adoption === null
          ? `The app integration “${app.label}” is there`
          : `Use the app integration “${app.label}”`,
      ...adoptionOf(app, adoption?.setupId ?? null),
      warnings: app.status === 'ACTIVE' ? [] : ['It is inactive. Activate it in Okta before the test.'],
      pushes: 0,
      irreversibleEffect: null,
    },
    mutation: adoption,
  };
  if (differing.length === 0) return [adopt];
  return [
    adopt,
    {
      change: {
        id: updateAppChangeId,
        title: `Change settings of “${app.label}”`,
        verb: 'update',
        rows: differing.map((setting): ChangeRow => ({
          setting: setting.id,
          now: setting.actual(app),
          after: setting.expected,
          verb: 'change',
          note: setting.note,
        })),
        warnings: assigned !== null && assigned.users > 0 ? [signOnChanges(assigned)] : [],
        pushes: 0,
        irreversibleEffect: null,
        undo: differing.some((setting) => setting.actual(app) === null)
          ? 'The assistant sets the values of the column “Now” again; what Okta does not show, you set by hand.'
          : 'The assistant sets the values of the column “Now” again.',
      },
      mutation: { kind: 'update', app, target: settings.target, relayState },
    },
  ];
}

const signOnChanges = (assigned: AssignmentCount): string =>
  `${assignmentWords(assigned)} Their next sign-in to Oktopost uses the new values.`;
