import { deactivateAppChangeId, releaseChangeId } from '../../shared/plan';
import type { Snapshot } from '../../shared/snapshot';
import { updateAppChangeId } from '../steps/app-integration/identity';
import { appChangeId } from '../storage/applied-changes';
import { activationId, userNameFormatChangeId } from '../steps/catalogue-app/step';
import { isMappingChange } from '../steps/mapping/step';
import { deleteAppChangeId } from '../steps/undo/created-app';
import { userNamePrefix } from '../steps/user-names/step';
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
  const last = journal.entriesOf(setupId).at(-1);
  const open = journal.openIntents(setupId).at(-1);
  // A run that looks up a lost answer itself notes no app integration.
  const isResolved =
    last?.kind === 'resolved' && last.origin === 'local' && Object.hasOwn(last.details, 'appId');
  const entry = open ?? (isResolved ? last : undefined);
  const screen = entry === undefined ? null : screenOf(entry.changeId);
  if (entry === undefined || screen === null) return null;
  const { changeId, title, at } = entry;
  return { screen, title, at, outcome: outcomeOf(changeId, open === undefined, app !== null) };
}

const ofApp: readonly string[] = [appChangeId, updateAppChangeId, userNameFormatChangeId, activationId];
const ofUndo: readonly string[] = [deactivateAppChangeId, deleteAppChangeId, releaseChangeId];

/** The screen whose plan has the change. */
function screenOf(changeId: string): CutOff['screen'] | null {
  if (ofApp.includes(changeId)) return 'apply';
  if (ofUndo.includes(changeId) || changeId.startsWith('restore-')) return 'undo';
  if (changeId.startsWith(userNamePrefix)) return 'user-names';
  return isMappingChange(changeId) ? 'mapping' : null;
}

function outcomeOf(changeId: string, isRead: boolean, hasApp: boolean): CutOff['outcome'] {
  if (!isRead) return 'not-read';
  if (changeId !== appChangeId) return 'read';
  return hasApp ? 'found' : 'not-found';
}
