import { useState } from 'react';
import type { Explained } from '../../../shared/explained';
import type { PeopleLook, PeopleSource, PeopleView } from '../../../shared/people';
import { Answer } from '../../components/answer';
import { Button } from '../../components/button';
import { RadioChoice, Choices } from '../../components/choice';
import { ErrorCard } from '../../components/error-card';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words as explainWords } from '../explain/words';
import { Migrations } from './migrations';
import { Progress } from './progress';
import { Result } from './result';
import { SourcePart } from './source-part';
import type { Source } from './source-part';
import { words as common } from '../../words/common';
import { words } from './words';

const views = ['readiness', 'reconciliation', 'migrations'] as const;

/** Many people at once, read only: before a rollout, after it, and those whom Oktopost could not migrate. */
export function PeopleScreen() {
  const { people, rail } = useSnapshot();
  const readsOktopost = rail.some(({ screen }) => screen === 'oktopost-token');
  const leads = readsOktopost ? words.explain : words.explainWithoutOktopost;
  const [view, setView] = useState<(typeof views)[number]>('readiness');
  const [kind, setKind] = useState<Source['kind']>(
    people.readiness.result?.source.kind ?? people.readiness.interrupted?.source.kind ?? 'assigned',
  );
  const [source, setSource] = useState<Source | null>(kind === 'assigned' ? { kind } : null);
  const look = view === 'migrations' ? null : people[view];
  const [isRefused, setRefused] = useState(false);
  const [explained, setExplained] = useState<Explained | null>(null);
  const isOfNobody = view === 'readiness' && source === null;
  // What was read of others than those who are chosen now is not theirs.
  const isOfChoice = view !== 'readiness' || (!isRefused && isOf(look?.result?.source, kind, source));
  const state = (): string => {
    if (look === null) {
      return explained === null ? words.state.migrations : explainWords.state.explained(explained);
    }
    if (isOfNobody && look.phase !== 'reading' && look.interrupted === null) return words.state.choose;
    return isOfChoice || look.result === null ? stateOf(look) : words.state.none;
  };
  return (
    <Screen
      id="people"
      title={words.title}
      lead={words.lead}
      state={state()}
      primary={
        look !== null &&
        view !== 'migrations' && (
          <Primary
            view={view}
            look={look}
            source={view === 'readiness' ? source : { kind: 'assigned' }}
            onRefused={() => {
              // A file that is none is not chosen any more.
              if (source?.kind !== 'emails') return;
              setSource(null);
              setRefused(true);
            }}
          />
        )
      }
    >
      <div className="in-a-row">
        <Choices title={words.views}>
          {views.map((each) => (
            <RadioChoice
              key={each}
              group="people-view"
              title={words.view[each]}
              isSelected={each === view}
              onChange={() => {
                setView(each);
              }}
            />
          ))}
        </Choices>
      </div>
      {/* Kept while it is not shown, and with it what was chosen. */}
      <div hidden={view !== 'readiness' || look?.phase === 'reading'}>
        <div className="stack">
          <SourcePart
            kind={kind}
            file={source?.kind === 'emails' ? source.name : null}
            onKind={setKind}
            onSource={(chosen) => {
              setSource(chosen);
              setRefused(false);
            }}
          />
        </div>
      </div>
      {view === 'migrations' || look === null ? (
        <Migrations explained={explained} onExplained={setExplained} />
      ) : (
        <>
          {look.phase !== 'reading' && look.result === null && <p>{leads[view]}</p>}
          {look.interrupted !== null && <p>{words.interrupted(look.interrupted)}</p>}
          {look.error !== null && (
            <Answer key={look.error.at}>
              <ErrorCard error={look.error} />
            </Answer>
          )}
          {look.phase !== 'done' && look.progress !== null && <Progress progress={look.progress} />}
          {look.result !== null && look.phase !== 'reading' && isOfChoice && (
            <Result
              key={`${view} ${String(look.version)}`}
              view={view}
              version={look.version}
              result={look.result}
            />
          )}
        </>
      )}
    </Screen>
  );
}

/** Whether these people are those of the choice: of groups and of a file by name, once any is chosen. */
function isOf(read: PeopleSource | undefined, kind: Source['kind'], source: Source | null): boolean {
  if (read?.kind === 'groups' && source?.kind === 'groups') {
    return JSON.stringify(read.names) === JSON.stringify(source.groups.map(({ name }) => name));
  }
  if (read?.kind === 'emails' && source?.kind === 'emails') return read.file === source.name;
  return read?.kind === kind;
}

function stateOf({ phase, result, interrupted }: PeopleLook): string {
  if (interrupted !== null) return words.state.interrupted;
  return phase === 'done' ? words.state.done(result?.total ?? 0) : words.state[phase];
}

/** The one next action of a view. */
function Primary({
  view,
  look: { phase },
  source,
  onRefused,
}: {
  view: PeopleView;
  look: PeopleLook;
  source: Source | null;
  onRefused: () => void;
}) {
  const call = useApp((state) => state.call);
  const { okta } = useSnapshot();
  const pending = usePending('people.read');
  if (phase === 'reading') {
    return (
      <Button kind="primary" onPress={() => void call('people.stop', {})}>
        {words.stop}
      </Button>
    );
  }
  const canGoOn = phase === 'stopped' || phase === 'failed';
  return (
    <>
      {canGoOn && <Button onPress={() => void call('people.resume', { view })}>{words.resume}</Button>}
      <Button
        kind="primary"
        isPending={pending}
        isDisabled={source === null || okta.state !== 'connected'}
        onPress={() => {
          if (source === null) return;
          void call('people.read', { view, source }).then(({ ok }) => {
            if (!ok) onRefused();
          });
        }}
      >
        {phase === 'none' ? words.read : common.checkAgain}
      </Button>
    </>
  );
}
