import { afterPlan } from '../../shared/after-plan';
import { counted } from '../../shared/counted';
import { authenticate, destinations, regions, scim, targetOf, toAppOptions } from '../../shared/oktopost';
import {
  allWarnings,
  blastRadius,
  irreversibleTitle,
  isNotShown,
  pushWords,
  assignmentWords,
  verbWords,
} from '../../shared/plan-words';
import { labelOf, labelWithin, shownValue } from '../../shared/settings';
import { minute, practiceDocument } from '../export/document';
import type { Block, ExportDocument } from '../export/document';
import { setupFileName } from '../export/file-name';
import type { ShownPlan } from '../plans/engine';
import type { Session } from '../storage/session';
import { wantedMapping } from './mapping/wanted';
import type { Change, Plan, PlanScope, UndoNotes } from '../../shared/plan';

const scopes: Record<PlanScope['kind'], string> = {
  app: 'the app integration',
  'user-names': 'the user names of people who are assigned',
  'to-app': 'the To App boxes',
  mapping: 'the attribute mapping',
  assign: 'the assignment of one user',
  unassign: 'the unassignment of one user',
  tile: 'the tile that users see',
  'certificate-make': 'a new signing certificate',
  'certificate-activate': 'the certificate that Okta signs with',
  'life-cycle': 'one phase of the life-cycle test',
  ring: 'one ring of the rollout',
  'ring-back': 'one ring of the rollout, taken back',
  'too-early': 'people whom Okta never sent',
  'assign-again': 'people who did not arrive',
  undo: 'undo of this set-up',
};

/** The plan exactly as it was shown, for a change ticket before it is approved; `made` is the time of the export. */
export function planDocument(
  { plan, orgUrl, session }: ShownPlan,
  assistant: string,
  made: Date,
): ExportDocument {
  const { org, app, destination, region, mode } = session;
  const document: ExportDocument = {
    title: `Plan for Oktopost in Okta: ${scopes[plan.scope.kind]}`,
    blocks: [
      {
        kind: 'notice',
        loud: false,
        text: 'When this file was made, nothing of this plan had been written to Okta. The assistant writes exactly this, and only after it was approved on its screen.',
      },
      {
        kind: 'table',
        heads: ['About', 'Value'],
        rows: [
          ['Okta org', org === null ? orgUrl : `${org.name}, ${orgUrl}`],
          ['Mode', mode === 'practice' ? 'practice run' : 'real org'],
          ...(app === null ? [] : [['App integration', `${app.label} (${app.id})`]]),
          [
            'Oktopost',
            destination === null || region === null
              ? 'destination not chosen'
              : `${destinations[destination].name}, ${regions[region].name}`,
          ],
          ['Read from Okta', minute(plan.at)],
          ['Made', `${minute(made.toISOString())} by ${assistant}`],
          ['Plan', plan.id],
        ],
      },
      ...listed('What stops it', plan.blockers),
      ...existingApps(plan),
      ...numbers(plan),
      ...listed('Warnings', allWarnings(plan)),
      ...listed('Notes', plan.notes),
      ...(plan.changes.length === 0
        ? [{ kind: 'text', text: 'The plan has no change.' } as const]
        : changesBlocks(plan.changes)),
      ...listed(
        irreversibleTitle,
        plan.changes.flatMap(({ irreversibleEffect }) =>
          irreversibleEffect === null ? [] : [irreversibleEffect],
        ),
      ),
      ...(plan.scope.kind === 'app' ? afterwards(session) : []),
      ...(plan.undo === null ? [] : undoBlocks(plan.undo)),
    ],
  };
  return mode === 'practice' ? practiceDocument(document) : document;
}

/** Without the ending. */
export const planFileName = ({ plan, orgUrl, session }: ShownPlan): string =>
  setupFileName(`plan-${plan.scope.kind}`, session, orgUrl, plan.at);

/** Beyond so many changes of one setting each, such as user names, they are one list: a heading and a table for each fills thousands of pages. */
const mostInFull = 200;

function changesBlocks(changes: readonly Change[]): Block[] {
  const short = changes.filter(isShort);
  if (short.length <= mostInFull) return changes.flatMap(changeBlocks);
  const kinds = new Map<string, Change[]>();
  for (const change of short) {
    const kind = `${change.verb} ${change.undo}`;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [change]);
    else known.push(change);
  }
  return [
    ...changes.filter((change) => !isShort(change)).flatMap(changeBlocks),
    ...[...kinds.values()].flatMap(listBlocks),
  ];
}

const isShort = ({ rows, verb }: Change): boolean => rows.length === 1 && verb !== 'keep';

/** Changes of one verb that are undone in the same way. */
function listBlocks(changes: readonly Change[]): Block[] {
  const [first] = changes;
  if (first === undefined) return [];
  const pushed = pushWords(changes.reduce((sum, { pushes }) => sum + pushes, 0));
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${verbWords(first.verb).word}: ${counted(changes.length, 'setting')}`,
    },
    {
      kind: 'list',
      items: changes.flatMap(({ title, rows }) =>
        rows.map(({ now, after, note }) =>
          [`${title}: ${now ?? 'nothing'} → ${after ?? 'nothing'}`, ...(note === null ? [] : [note])].join(
            '. ',
          ),
        ),
      ),
    },
    ...(pushed === null ? [] : [{ kind: 'text', text: pushed } as const]),
    { kind: 'text', text: `To undo: ${first.undo}` },
  ];
}

function changeBlocks({ title, verb, rows, pushes, undo }: Change): Block[] {
  const pushed = pushWords(pushes);
  return [
    { kind: 'heading', level: 2, text: `${verbWords(verb).word}: ${title}` },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            heads: ['Setting', 'Now', 'Will be', 'Change', 'Note'],
            rows: rows.map((row) => [
              labelWithin(row.setting),
              isNotShown(row)
                ? 'not reported by Okta'
                : row.now === null
                  ? 'nothing'
                  : shownValue(row.setting, row.now),
              row.after === null ? 'nothing' : shownValue(row.setting, row.after),
              verbWords(row.verb).word,
              row.note ?? '',
            ]),
          } as const,
        ]),
    ...(pushed === null ? [] : [{ kind: 'text', text: pushed } as const]),
    { kind: 'text', text: `To undo: ${undo}` },
  ];
}

function numbers(plan: Plan): Block[] {
  if (plan.changes.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'In numbers' },
    { kind: 'table', heads: ['What', 'How much'], rows: blastRadius(plan) },
  ];
}

function undoBlocks({ drift, byHand, remains, others }: UndoNotes): Block[] {
  return [
    ...listed('Others work with it', others),
    ...(drift.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Changed by someone else since, and left as it is' } as const,
          {
            kind: 'table',
            heads: ['What', 'Before', 'As this set-up left it', 'Now'],
            rows: drift.map(({ setting, person, before, left, now }) => [
              labelOf(setting, person),
              before,
              left,
              now,
            ]),
          } as const,
        ]),
    ...listed(
      'To be done by hand in Okta',
      byHand.map(({ title, actions }) => `${title}: ${actions.join(' ')}`),
    ),
    ...byHand.flatMap(({ title, values = [] }): Block[] =>
      values.length === 0
        ? []
        : [
            { kind: 'heading', level: 3, text: title },
            {
              kind: 'table',
              heads: ['What', 'Value'],
              rows: values.map(({ label, value }) => [label, value]),
            },
          ],
    ),
    ...listed('What remains', remains),
  ];
}

function existingApps({ existingApps: apps }: Plan): Block[] {
  if (apps.length === 0) return [];
  return [
    {
      kind: 'heading',
      level: 2,
      text: 'App integrations that Okta already has and that may be for Oktopost',
    },
    {
      kind: 'table',
      heads: [
        'App integration',
        'Id',
        'Status',
        'Made',
        'Why it is named',
        'Assigned',
        'Settings that the plan would change',
        'Set by hand',
      ],
      rows: apps.map(({ label, id, status, created, why, assigned, differs, byHand }) => [
        label,
        id,
        status,
        minute(created),
        why,
        assigned === null ? 'Okta does not report it.' : assignmentWords(assigned),
        ...[differs, byHand].map((settings) => settings.map((setting) => labelOf(setting)).join(', ')),
      ]),
    },
  ];
}

/** What the plan of the app integration does not hold yet, so that the ticket shows the whole set-up: as on the screen, and the values. */
function afterwards({ destination, region, mapping }: Session): Block[] {
  if (destination === null || region === null) return [];
  const { app, scimBaseUrl } = targetOf(destination, region);
  const kept = Object.entries(wantedMapping(mapping.choice)).map(
    ([attribute, { expression }]) => `${attribute} (${expression})`,
  );
  return [
    ...afterPlan.flatMap(({ title, items }) => listed(title, items[app])),
    { kind: 'heading', level: 2, text: 'Afterwards, the values in Okta' },
    {
      kind: 'table',
      heads: ['Where', 'Setting', 'Value'],
      rows: [
        ...(scimBaseUrl === null
          ? [['Provisioning, Integration', authenticate.enable, 'ticked']]
          : [
              ['General, App Settings', 'Provisioning', 'SCIM'],
              ['Provisioning, Integration', 'SCIM connector base URL', scimBaseUrl],
              ['Provisioning, Integration', 'Unique identifier field for users', scim.uniqueIdentifier],
              [
                'Provisioning, Integration',
                'Supported provisioning actions',
                `${scim.supportedActions.join(', ')}; the others stay off`,
              ],
              ['Provisioning, Integration', 'Authentication Mode', scim.authenticationMode],
              ['Provisioning, Integration', 'Authorization', 'the SCIM token of Oktopost, not in this file'],
            ]),
        ...toAppOptions.map((option) => ['Provisioning, To App', option, 'ticked']),
        ...(scimBaseUrl === null
          ? []
          : [['Attribute mapping', 'Stays mapped, the rest is unmapped', ['userName', ...kept].join(', ')]]),
      ],
    },
  ];
}

function listed(title: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: title },
        { kind: 'list', items },
      ];
}
