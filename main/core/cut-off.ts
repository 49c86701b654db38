import { ownValue } from '../../shared/own-value';
import type { PlanScope } from '../../shared/plan';
import type { Snapshot } from '../../shared/snapshot';
import { appChangeId } from '../storage/applied-changes';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';

type CutOff = NonNullable<Snapshot['cutOff']>;

/**
 * The change that was being applied when the assistant ended, as long as no run began since; null where there is none. A rollout, a
 * life-cycle test and a test user are followed again, and tell of it themselves. `began`: a run of this process.
 */
export function cutOffOf(
  journal: Pick<Journal, 'entriesOf' | 'openIntents'>,
  { setupId, app }: Pick<Session, 'setupId' | 'app'>,
  began: boolean,
): CutOff | null {
  if (began) return null;
  const entries = journal.entriesOf(setupId);
  const last = entries.at(-1);
  const open = journal.openIntents(setupId).at(-1);
  // A run that looks up a lost answer itself notes no app integration.
  const isResolved =
    last?.kind === 'resolved' && last.origin === 'local' && Object.hasOwn(last.details, 'appId');
  const entry = open ?? (isResolved ? last : undefined);
  const screen = entry === undefined ? null : screenOf(entry.details['plan']);
  if (entry === undefined || screen === null) return null;
  const { runId, changeId, title } = entry;
  // What was found in Okta is noted at a later start.
  const intent = entries.findLast(
    (each) => each.kind === 'intent' && each.runId === runId && each.changeId === changeId,
  );
  const { at } = intent ?? entry;
  return { screen, title, at, outcome: outcomeOf(changeId, open === undefined, app !== null) };
}

/** The screen of a run, by what its plan is about; null: what was cut off there is told otherwise. */
const screens: Record<PlanScope['kind'], CutOff['screen'] | null> = {
  app: 'apply',
  tile: 'apply',
  mapping: 'mapping',
  'user-names': 'user-names',
  'to-app': 'to-app',
  'certificate-make': 'change-certificate',
  'certificate-activate': 'change-certificate',
  undo: 'undo',
  assign: null,
  unassign: null,
  'life-cycle': null,
  ring: null,
  'ring-back': null,
  'too-early': null,
  'assign-again': null,
};

/** `plan`: the kind of its scope as the journal has it; journals of older versions do not. */
const screenOf = (plan: unknown): CutOff['screen'] | null =>
  typeof plan === 'string' ? (ownValue(screens, plan) ?? null) : null;

function outcomeOf(changeId: string, isRead: boolean, hasApp: boolean): CutOff['outcome'] {
  if (!isRead) return 'not-read';
  if (changeId !== appChangeId) return 'read';
  return hasApp ? 'found' : 'not-found';
}
