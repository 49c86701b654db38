import { firstOf } from '../../../shared/counted';
import { isRunning } from '../../../shared/at-work';
import { mostNamedInRollout } from '../../../shared/rollout-plan';
import type { CannotAssign, RingNote } from '../../../shared/rollout';
import { readAssigned } from '../../observe/people';
import { readPresentApp } from '../../observe/present-app';
import { readSending } from '../../observe/sending';
import { poll } from '../../polling/poll';
import type { Poll } from '../../polling/poll';
import { readLeftInactive } from '../../steps/rollout/left-inactive';
import type { RingPerson } from '../../steps/rollout/ring';
import { requireApp } from '../../storage/required';
import { readCannotAssign } from './cannot-assign';
import type { StoredRing } from '../rollout-store';
import { isGone, isReadable, withoutError } from './solved-errors';
import type { CausesNow } from './solved-errors';
import type { RolloutParts } from '../parts';
import type { Progress } from '../progress';
import type { RepairState } from '../repair/repair-state';
import { readMappingRisk } from '../planning/risks';
import type { ReadBack, TakenBack } from '../take-back/taken-back-people';
import { countedIn } from './last-rings';

/** What Okta shows since rings ended: who of them is not assigned any more, and whether what a rollout paused for is over. */
export interface EndedRings {
  /** Reads once, when somebody looks; nothing while something is at work. Writes nothing to Okta. */
  look(): void;
  /** Ends the reading, and forgets what it showed, of one ring or of all. */
  end(ring?: number): void;
  shown(): readonly RingNote[];
}

/** People of rings that ended, up to whom they are read by themselves: every request has five hundred. */
const mostPeople = 2_000;

const isFew = (people: number): boolean => people > 0 && people <= mostPeople;

interface Arrived {
  ring: number;
  people: readonly RingPerson[];
}

export function createEndedRings(
  parts: Pick<RolloutParts, 'clock' | 'okta' | 'oktopost' | 'store' | 'engine' | 'report' | 'changed'>,
  progress: Progress,
  { repair, takenBack }: { repair: RepairState; takenBack: TakenBack },
): EndedRings {
  const { clock, store, engine, report } = parts;
  let looking: Poll | null = null;
  let shown: readonly RingNote[] = [];

  const isAtWork = (): boolean =>
    (engine.run !== null && isRunning(engine.run)) ||
    progress.current()?.state === 'running' ||
    progress.live().checking !== null ||
    repair.current()?.state === 'running';

  const readableErrors = (): boolean =>
    [progress.current()?.error, repair.current()?.error].some((error) => error && isReadable(error));

  async function readLeft(arrived: readonly Arrived[]): Promise<readonly RingNote[]> {
    const okta = parts.okta();
    const userIds = arrived.flatMap(({ people }) => people.map(({ userId }) => userId));
    const { id: appId } = requireApp(store.session);
    const assigned = await readAssigned(okta, { appId, userIds, mostAreAsked: false });
    const away = await readCannotAssign(
      okta,
      userIds.filter((id) => !assigned.has(id)),
    );
    const at = progress.now();
    return arrived.flatMap(({ ring, people }): RingNote[] => {
      const left = people.filter(({ userId }) => !assigned.has(userId));
      return left.length === 0 ? [] : [{ ring, kind: 'left', at, text: leftWords(left, away) }];
    });
  }

  async function readBack({ unassigned, inactive }: ReturnType<TakenBack['toRead']>): Promise<ReadBack> {
    const { id: appId } = requireApp(store.session);
    const [assigned, left] = await Promise.all([
      readAssigned(parts.okta(), { appId, userIds: unassigned, mostAreAsked: false }),
      readLeftInactive(parts.oktopost(), inactive),
    ]);
    const still = new Set(left.people.map(({ userId }) => userId));
    return {
      assigned: new Set(assigned.keys()),
      active: new Set(inactive.flatMap(({ userId }) => (still.has(userId) ? [] : userId))),
      at: left.notRead === 0 ? progress.now() : null,
    };
  }

  async function readCauses(): Promise<CausesNow | null> {
    if (!readableErrors()) return null;
    const okta = parts.okta();
    const app = await readPresentApp(okta, store.session);
    const [{ obstacle }, risk] = await Promise.all([
      readSending(okta, app, store.session),
      readMappingRisk(parts, okta, app.id),
    ]);
    return { isObstructed: obstacle !== null, isMappingRisk: risk.length > 0 };
  }

  function clearErrors(now: CausesNow): void {
    const rollout = progress.current();
    if (rollout?.error && isGone(rollout.error, now)) progress.put(withoutError(rollout));
    const paused = repair.current()?.error ?? null;
    if (paused !== null && isGone(paused, now)) repair.put({ error: null });
  }

  const end: EndedRings['end'] = (ring) => {
    looking?.stop();
    looking = null;
    shown = ring === undefined ? [] : shown.filter((each) => each.ring !== ring);
    if (ring === undefined) takenBack.forget();
  };

  return {
    end,
    shown: () => [...shown, ...takenBack.notes(progress.current()?.rings ?? [])],

    look: () => {
      // What was asked before a change is not what shows it.
      looking?.stop();
      if (isAtWork()) return;
      const rings = progress.current()?.rings ?? [];
      const arrived = arrivedIn(rings);
      const isRead = isFew(arrived.reduce((sum, { people }) => sum + people.length, 0));
      const back = takenBack.toRead(rings);
      const isBackRead = isFew(back.unassigned.length + back.inactive.length);
      if (!isRead && !isBackRead && !readableErrors()) return;
      looking = poll({
        clock,
        backoff: { firstMs: 1_000, growth: 1, longestMs: 1_000 },
        startWith: 'look',
        read: (signal) =>
          parts
            .okta()
            .withContext({ signal }, () =>
              Promise.all([
                isRead ? readLeft(arrived) : [],
                isBackRead ? readBack(back) : null,
                readCauses(),
              ]),
            ),
        take: ([left, backNow, causes]) => {
          if (isAtWork()) return 'done';
          shown = left;
          if (backNow !== null) takenBack.take(backNow);
          if (causes !== null) clearErrors(causes);
          progress.tell();
          return 'done';
        },
        // What is not read is not shown; the next look reads it.
        failed: () => 'done',
        report,
      });
    },
  };
}

/** Who arrived in rings that ended, each in the last ring that has them. */
function arrivedIn(rings: readonly StoredRing[]): Arrived[] {
  return rings.flatMap(({ state, people, failed }, ring): Arrived[] => {
    if (state !== 'passed' && state !== 'failed') return [];
    const isCounted = countedIn(rings, ring);
    const missing = new Set(failed.map(({ userId }) => userId));
    return [{ ring, people: people.filter(({ userId }) => isCounted(userId) && !missing.has(userId)) }];
  });
}

const why: Record<CannotAssign, string> = {
  'not-active': ' (not active in Okta)',
  'not-in-okta': ' (not in Okta any more)',
};

function leftWords(people: readonly RingPerson[], away: ReadonlyMap<string, CannotAssign>): string {
  const names = people.map(({ userId, name }) => {
    const reason = away.get(userId);
    return reason === undefined ? name : `${name}${why[reason]}`;
  });
  return `Not assigned any more: ${firstOf(names, mostNamedInRollout)}`;
}
