import { regions, updateNow } from '../../../shared/oktopost';
import type { Target } from '../../../shared/oktopost';
import type { AppChoice } from '../../../shared/snapshot';
import type { App } from '../../okta/types';
import type { PlannedChange } from '../../plans/step';
import { appChangeId } from '../../storage/applied-changes';
import { targetWords } from '../../storage/journaled-target';
import type { JournaledTarget } from '../../storage/journaled-target';
import { otherRegionOf } from './candidates';
import type { Match } from './candidates';
import { adminNote, updateAppChangeId } from './identity';
import { noEdit, settingsEdit } from './edit';
import type { Edit } from './edit';
import { adoptionOf } from './note';
import type { Adoption } from './note';
import {
  appSettings,
  approvedChoice,
  changedSettings,
  relayStateIn,
  rowsOf,
  undoOf,
  wantedRelayState,
} from './settings';
import type { AppSettings } from './settings';
import { isOnlyNamed, sameLabel } from '../../../shared/plan';
import type { AssignmentCount, Change, ChangeRow } from '../../../shared/plan';

/** Everything that was shown: what the admin chooses elsewhere meanwhile changes nothing of it. */
export type Mutation =
  | { kind: 'create'; target: Target; label: string; choice: AppChoice }
  | (Adoption & { kind: 'adopt'; choice: AppChoice })
  | { kind: 'update'; app: App; edit: Edit; choice: AppChoice };

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
export function adoptionWarnings({ app, fit, assigned }: Match, target: Target): string[] {
  const warnings: string[] = [];
  const region = otherRegionOf(app, target);
  if (region !== null) {
    warnings.push(
      `Single sign-on of this app integration leads to Oktopost’s ${regions[region].name} region now. After the change everyone who is assigned is sent to ${target.acsUrl}. If your company uses both regions, create another app integration instead.`,
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
      `Whoever is assigned before provisioning is on is never sent by Okta by itself: they have to be unassigned and assigned again later.`,
    );
  }
  return warnings;
}

/** Of a relay state that is kept and that no page of Oktopost's names. */
export function keptRelayStateWarnings(app: App, choice: AppChoice): string[] {
  const kept = choice.relayState === null ? wantedRelayState(app, choice) : null;
  return kept === null || relayStateIn(kept) !== null
    ? []
    : [
        `The relay state “${kept}” stays. Oktopost’s pages do not name it: open the tile once, and see where it leads.`,
      ];
}

/** Of people of an app integration that is to be adopted. */
export const otherUserNames = (count: number): string =>
  `${count === 1 ? 'One person is' : `${count.toLocaleString('en')} people are`} assigned with a user name that is not their email, which Oktopost does not find or refuses. No format changes that: “Repair assignments” on “Rollout” does for who never arrived, and on the tab Sign On ${updateNow}, for the others.`;

export function creation(
  { target, label, choice }: Pick<AppSettings, 'target' | 'label' | 'choice'>,
  setupId: string,
): Change {
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
    ...appSettings(target, wantedRelayState(null, choice)).map((setting): ChangeRow => ({
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

/**
 * `adoption` null: it is this set-up's. Else the note and the settings are one change, since they are one request: a write may make Okta
 * forget a setting (Okta facts, section 2, "Create"), and a second one would find it changed.
 */
export function changesTo(
  app: App,
  { target, choice: asked }: Pick<AppSettings, 'target' | 'choice'>,
  assigned: AssignmentCount | null,
  adoption: Pick<Adoption, 'setupId' | 'provisioning'> | null,
): PlannedChange<Mutation>[] {
  const choice = approvedChoice(app, asked);
  const differing = changedSettings(app, target, { choice, isAdoption: adoption !== null });
  const edit = differing.length === 0 ? noEdit : settingsEdit(app, target, choice);
  const someAssigned = assigned !== null && assigned.users > 0;
  const warnings = someAssigned
    ? [
        ...(differing.some(({ id }) => id.startsWith('sign-on.')) ? [signOnChanges] : []),
        ...(differing.some(({ id }) => id === 'user-name-format') ? [userNamesStay] : []),
      ]
    : [];
  const own: PlannedChange<Mutation> = {
    change: {
      id: appChangeId,
      title:
        adoption === null
          ? `The app integration “${app.label}” is there`
          : `Use the app integration “${app.label}”`,
      ...adoptionOf(app, adoption, differing),
      warnings: [
        ...(app.status === 'ACTIVE' ? [] : ['It is inactive. Activate it in Okta before the test.']),
        ...(adoption === null ? [] : warnings),
      ],
      pushes: 0,
      irreversibleEffect: null,
    },
    mutation: adoption === null ? null : { ...adoption, kind: 'adopt', app, target, edit, choice },
  };
  if (adoption !== null || differing.length === 0) return [own];
  return [
    own,
    {
      change: {
        id: updateAppChangeId,
        title: `Change settings of “${app.label}”`,
        verb: 'update',
        rows: rowsOf(app, differing),
        warnings,
        pushes: 0,
        irreversibleEffect: null,
        undo: `The assistant ${undoOf(app, differing)}`,
      },
      mutation: { kind: 'update', app, edit, choice },
    },
  ];
}

const userNamesStay =
  'Whoever is assigned keeps the user name of now: the new format counts for those who are assigned from then on.';
const signOnChanges = 'The next sign-in to Oktopost of everyone who is assigned uses the new values.';
