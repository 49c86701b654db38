import { ownValue } from '../../shared/own-value';
import type { PlanScope } from '../../shared/plan';
import type { Snapshot } from '../../shared/snapshot';
import { minute } from '../export/document';
import { appChangeId } from '../storage/applied-changes';
import type { Journal } from '../storage/journal';
import { placeOf } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import type { Session } from '../storage/session';

type CutOff = NonNullable<Snapshot['cutOff']>;
type CutOffScreen = CutOff['screen'];

/**
 * What the end of the assistant cut off, at a change or between two, as long as no run began since; null where there is nothing. A
 * ring, a repair, a life-cycle test and a test user are followed again, and tell of it themselves. `began`: a run of this process.
 */
export function cutOffOf(
  journal: Pick<Journal, 'entriesOf' | 'openIntents' | 'unended'>,
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
  if (entry === undefined) return betweenChanges(journal.unended(setupId));
  const screen = screenOf(entry);
  if (screen === null) return null;
  const { runId, changeId, title } = entry;
  // What was found in Okta is noted at a later start.
  const intent = entries.findLast(
    (each) => each.kind === 'intent' && each.runId === runId && each.changeId === changeId,
  );
  const { at } = intent ?? entry;
  const [text, isLeft] = outcomeOf(changeId, open === undefined, app !== null);
  const what = `The assistant ended during a run, at this change (${minute(at)}): ${title}.`;
  return { screen, ...next(screen, `${what} ${text}`, isLeft) };
}

/** The journal has the answer to that change, and neither an end of its run nor the next one. */
function betweenChanges(intent: JournalEntry | null): CutOff | null {
  const screen = intent === null ? null : screenOf(intent);
  const place = intent === null ? null : placeOf(intent);
  if (intent === null || screen === null || place === null) return null;
  const { at, title } = intent;
  const what = `The assistant ended during a run, after this change (${minute(at)}): ${title}.`;
  const rest = `It was change ${place.at} of ${place.of}: nothing after it was sent to Okta.`;
  return { screen, ...next(screen, `${what} ${rest}`, true) };
}

/** The other screens name their own button. */
const next = (screen: CutOffScreen, text: string, isLeft: boolean): Omit<CutOff, 'screen'> =>
  screen === 'rollout' && isLeft
    ? { text: `${text} Take the ring back again: its plan shows who is left.`, isLeft: false }
    : { text, isLeft };

/** The screen of a run, by what its plan is about; null: what was cut off there is told otherwise. */
const screens: Record<PlanScope['kind'], CutOffScreen | null> = {
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
  'ring-back': 'rollout',
  'too-early': null,
  'assign-again': null,
};

/** By the kind of the plan's scope as the journal has it; journals of older versions do not. */
function screenOf({ details }: JournalEntry): CutOffScreen | null {
  const { plan } = details;
  return typeof plan === 'string' ? (ownValue(screens, plan) ?? null) : null;
}

function outcomeOf(changeId: string, isRead: boolean, hasApp: boolean): [text: string, isLeft: boolean] {
  if (!isRead) return ['Whether Okta took it is not known: it is read once Okta is connected.', false];
  if (changeId !== appChangeId) return ['Okta was read again: below is what it has now.', true];
  return hasApp
    ? [
        'Okta took it: the app integration was found and read again. Where it differs, preview the plan again.',
        false,
      ]
    : [
        'Okta has no app integration of this set-up: nothing was created. Go to the plan and apply it.',
        false,
      ];
}
