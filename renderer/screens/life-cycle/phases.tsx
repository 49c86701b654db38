import { Circle, CircleCheckBig, CirclePause, CircleX, Eye, LoaderCircle, SkipForward } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { assertNever } from '../../../shared/errors';
import {
  accountLogin,
  awaitsLook,
  cutOff,
  goneOrInactive,
  hadFailedPush,
  isInactiveLater,
  isLeaving,
  isLeftActive,
  isSeenOnly,
  needsLook,
  newestPhase,
} from '../../../shared/life-cycle';
import { localTimes } from '../../../shared/local-times';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../../shared/life-cycle';
import type { Explanation } from '../../../shared/verification';
import { Since } from '../../components/ago';
import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { readRight, toneOf } from '../../components/known-tone';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { clockTime, span } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { ExplanationCard } from '../test-user/explanation-card';
import { FactsTable } from './facts-table';
import { statementWords } from '../../words/statement';
import { words } from './words';
import { words as common } from '../../words/common';

const looks: Record<PhaseRecord['state'], { icon: LucideIcon; tone: Tone }> = {
  'to-do': { icon: Circle, tone: 'grey' },
  writing: { icon: LoaderCircle, tone: 'blue' },
  waiting: { icon: LoaderCircle, tone: 'blue' },
  'second-look': { icon: LoaderCircle, tone: 'blue' },
  passed: { icon: CircleCheckBig, tone: readRight },
  failed: { icon: CircleX, tone: 'red' },
  'passed-over': { icon: SkipForward, tone: 'grey' },
};

/** Nothing goes on: nobody is to wait for it. */
const stopped = { icon: CirclePause, tone: 'amber' as const };
const seenByAdmin = { icon: Eye, tone: toneOf({ how: 'stated', right: true }) };

/** The phases in their order, each with its state, its times, and what was expected and found. */
export function Phases({ lifeCycle }: { lifeCycle: LifeCycle }) {
  const newest = newestPhase(lifeCycle);
  return (
    <Section title={words.phases.title}>
      <ol className="runs" aria-label={words.phases.title}>
        {lifeCycle.phases.map((record) => (
          <PhaseLine
            key={record.phase}
            record={record}
            cut={cutOff(record, lifeCycle.state === 'running')}
            isNewest={record === newest}
            isActedOn={record === newest && lifeCycle.state !== 'running'}
            sendsNothing={isLeaving(record.phase) && hadFailedPush(lifeCycle)}
          />
        ))}
      </ol>
    </Section>
  );
}

interface Line {
  record: PhaseRecord;
  cut: ReturnType<typeof cutOff>;
  isNewest: boolean;
  /** The buttons act on this phase: what is to be done about it is said. */
  isActedOn: boolean;
  /** Okta deactivates nothing in this phase. */
  sendsNothing: boolean;
}

function PhaseLine({ record, cut, isNewest, isActedOn, sendsNothing }: Line) {
  const { phase, state, startedAt, explanation, facts, eventIds } = record;
  const unseen = needsLook(record);
  const seenOnly = isSeenOnly(record);
  const { icon, tone } =
    cut !== null
      ? stopped
      : unseen
        ? { icon: Eye, tone: 'amber' as const }
        : seenOnly
          ? seenByAdmin
          : looks[state];
  const Icon = icon;
  const name = words.phases.names[phase];
  return (
    <li className="stack-tight" aria-current={tone === 'blue' ? 'step' : undefined}>
      <div className="run-line">
        <Icon data-tone={tone} aria-hidden />
        <span>
          {name}{' '}
          <span className="muted">
            – {cut === null ? resultOf(record) : words.phases.cutOff[cut]}
            {cut === null && <Took record={record} />}
          </span>
        </span>
        <span className="muted">{startedAt === null ? '' : clockTime(startedAt)}</span>
      </div>
      {state === 'waiting' && cut === null && sendsNothing && (
        <p className="hint">{words.phases.sendsNothing}</p>
      )}
      {explanation !== null &&
        (isActedOn ? (
          <ExplanationCard explanation={explanation} about={name} />
        ) : (
          <Earlier explanation={explanation} />
        ))}
      {unseen && isNewest && <Seen record={record} />}
      {record.seen !== null && <Said record={record} />}
      {facts.length > 0 && (
        <Details title={words.phases.details(name)}>
          <FactsTable caption={words.phases.details(name)} facts={facts} />
          {eventIds.length > 0 && (
            <>
              <p className="hint">{words.phases.events}</p>
              <ul className="evidence">
                {eventIds.map((id) => (
                  <li key={id}>
                    <code>{id}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Details>
      )}
    </li>
  );
}

/** Why an earlier phase failed, and what is still to be put right; that phase itself is not tried again. */
function Earlier({ explanation: { what, owner, next } }: { explanation: Explanation }) {
  const rest = next.split(/(?<=\.) /).filter((sentence) => !sentence.includes('this phase'));
  return (
    <p>
      {localTimes(what)}
      {rest.length > 0 && ` ${common.error.whoActs} ${common.error.owners[owner]}. ${rest.join(' ')}`}
    </p>
  );
}

function resultOf(record: PhaseRecord): string {
  if (needsLook(record)) return words.phases.byOkta;
  if (isSeenOnly(record)) return words.phases.seen;
  if (isInactiveLater(record)) return words.phases.inactiveLater;
  return isLeftActive(record) ? words.phases.leftActive : words.phases.states[record.state];
}

/** How long Okta has been at it, or took. */
function Took({ record }: { record: PhaseRecord }) {
  const { state, writtenAt, endedAt, explanation } = record;
  // How long somebody else took is not known, nor how long an account will still be active.
  if (writtenAt === null || explanation?.id === 'inactive-later' || isLeftActive(record)) return null;
  if (state === 'waiting') {
    return (
      <>
        {' '}
        (<Since at={writtenAt} />, {words.phases.usual})
      </>
    );
  }
  return endedAt === null ? null : <> ({span(Date.parse(endedAt) - Date.parse(writtenAt))})</>;
}

/**
 * Where the assistant cannot read at Oktopost, the admin says what is seen there; a paused test goes on where it is as expected.
 */
function Seen({ record: { phase, seen, facts } }: { record: PhaseRecord }) {
  const call = useApp((state) => state.call);
  const pending = usePending('lifeCycle.saw');
  const goingOn = usePending('lifeCycle.resume');
  const { links, lifeCycle } = useSnapshot();
  const { oktopostTeam } = links;
  const name = words.phases.names[phase];
  if (seen !== null) return null;
  const isPaused = awaitsLook(lifeCycle);
  const say = async (asExpected: boolean): Promise<void> => {
    const { ok } = await call('lifeCycle.saw', { phase, asExpected });
    if (ok && asExpected && isPaused) await call('lifeCycle.resume', { from: 'again' });
  };
  const email = accountLogin(lifeCycle);
  return (
    <>
      {email !== null && (
        <>
          <p>{words.seen.look(email)}</p>
          <ul className="bullets" aria-label={words.seen.look(email)}>
            {facts
              .filter(({ where, state }) => where === 'oktopost' && state === 'cannot-be-read')
              .flatMap(onTeamPage)
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
        </>
      )}
      {phase === 'reassign' && <p>{words.seen.wait}</p>}
      <div className="actions">
        {oktopostTeam !== null && (
          <OutsideLink href={oktopostTeam} label={common.named(words.seen.team, name)}>
            {words.seen.team}
          </OutsideLink>
        )}
        <Button
          kind="small"
          aria-label={common.named(words.seen.yes, name)}
          isPending={pending || goingOn}
          onPress={() => {
            void say(true);
          }}
        >
          {words.seen.yes}
        </Button>
        <Button
          kind="small"
          aria-label={common.named(words.seen.no, name)}
          isPending={pending}
          onPress={() => {
            void say(false);
          }}
        >
          {words.seen.no}
        </Button>
        {isPaused && <span className="hint">{words.seen.goesOn}</span>}
      </div>
    </>
  );
}

/** What the team page is to show of a fact; nothing of what it has no column for. */
function onTeamPage({ what, expected }: LifeCycleFact): string[] {
  const { shows } = words.seen;
  switch (what) {
    case 'user-name':
      return [shows.userName(expected)];
    case 'given-name':
      return [shows.givenName(expected)];
    case 'active':
      return [expected === 'true' ? shows.active : shows.inactive];
    case 'account':
      return expected === goneOrInactive ? [shows.gone] : [];
    case 'user':
    case 'assignment':
    case 'sync':
    case 'email':
      return [];
    default:
      return assertNever(what);
  }
}

function Said({ record: { phase, seen } }: { record: PhaseRecord }) {
  const call = useApp((state) => state.call);
  if (seen === null) return null;
  return (
    <div className="actions">
      <span className="hint">{seen.asExpected ? words.seen.saidYes : words.seen.saidNo}</span>
      <Button
        kind="small"
        aria-label={common.named(statementWords.takeBack, words.phases.names[phase])}
        onPress={() => void call('lifeCycle.saw', { phase, asExpected: null })}
      >
        {statementWords.takeBack}
      </Button>
    </div>
  );
}
