import { useEffect, useEffectEvent, useState } from 'react';
import { Ago } from '../../components/ago';
import { ApplyButton } from '../../components/apply-button';
import { Button, OutsideLink } from '../../components/button';
import { Checks } from '../../components/checks';
import { CutOff } from '../../components/cut-off';
import { CheckChoice } from '../../components/choice';
import { Note } from '../../components/note';
import { PlanSection } from '../../components/plan-section';
import { hasWork } from '../../components/plan-view';
import { RunView, runWords } from '../../components/run-view';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useRun, useSnapshot } from '../../store/context';
import { usePlan } from '../../store/use-plan';
import type { PlanPreview } from '../../store/use-plan';
import { readBackWords } from '../../words/read-back';
import { planWords } from '../../words/plan';
import { ByHand } from './by-hand';
import { DriftTable } from './drift-table';
import { words } from './words';
import { isAtWork, isRunning } from '../../../shared/at-work';
import { deactivateAppChangeId, releaseChangeId, restoreStatusChangeId } from '../../../shared/plan';
import type { Plan, Run } from '../../../shared/plan';

export function UndoScreen() {
  const { links, rollout } = useSnapshot();
  const { oktopostTeam } = links;
  const run = useRun('undo');
  const running = isRunning(run);
  const [deleteDespiteOtherUsers, setDeleteDespiteOtherUsers] = useState(false);
  // While a rollout or a repair is at work no undo is planned.
  const preview = usePlan({ kind: 'undo', deleteDespiteOtherUsers }, String(isAtWork(rollout)));
  const { plan, loading, again } = preview;
  // The choice stays on screen while the plan for it is read.
  const [others, setOthers] = useState(nothingOfOthers);
  const notes = plan?.undo ?? null;
  if (plan !== null && notes !== null && notes.others.join('\n') !== others.said.join('\n'))
    setOthers({ said: notes.others, would: wouldBe(plan) });
  // What stands below it is read later, and may differ by now.
  const checksTitle = plan === null ? planWords.checks : words.checks;
  useReadAgain(again, notes?.byHand.some(({ known }) => known === 'not-yet') ?? false);

  return (
    <Screen
      id="undo"
      title={words.title}
      lead={words.lead}
      state={stateOf(plan, loading, run)}
      primary={<Primary preview={preview} running={running} />}
      onRetry={again}
    >
      <CutOff screen="undo" again={words.again} />
      {run !== null && (
        <Section title={planWords.progress}>
          <RunView run={run} />
        </Section>
      )}
      {run !== null && run.checks.length > 0 && (
        <Section title={checksTitle}>
          <Checks caption={checksTitle} checks={run.checks} />
        </Section>
      )}
      {others.said.length > 0 && !running && (
        <Section title={words.others.title}>
          <Note tone="red">
            {others.said.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Note>
          <div className="choices">
            <CheckChoice
              title={words.others[others.would].choice}
              isSelected={deleteDespiteOtherUsers}
              isDisabled={loading}
              onChange={setDeleteDespiteOtherUsers}
            >
              {words.others[others.would].text}
            </CheckChoice>
          </div>
        </Section>
      )}
      {notes !== null && notes.drift.length > 0 && <DriftTable drift={notes.drift} />}
      {plan !== null && !hasWork(plan) ? (
        <Section title={isByHandLeft(plan) ? words.nothing.yours : words.nothing.title}>
          <p>{words.nothing.text}</p>
          <div className="actions">
            <Button kind="small" isPending={loading} onPress={again}>
              {words.again}
            </Button>
          </div>
        </Section>
      ) : (
        !running && <PlanSection preview={preview} words={words} />
      )}
      {plan !== null && notes !== null && notes.byHand.length > 0 && (
        <ByHand steps={notes.byHand} readAt={plan.at} isAlone={!hasWork(plan)} />
      )}
      {plan !== null && notes !== null && notes.remains.length > 0 && (
        <Section title={words.remains.title}>
          <p>{words.remains.text}</p>
          <ul className="bullets">
            {notes.remains.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p className="hint">
            {readBackWords.look.read} <Ago at={plan.at} />.
          </p>
          {oktopostTeam !== null && (
            <div className="actions">
              <OutsideLink href={oktopostTeam}>{words.remains.link}</OutsideLink>
            </div>
          )}
        </Section>
      )}
    </Screen>
  );
}

interface OfOthers {
  said: string[];
  /** What becomes of the app integration that others use. */
  would: 'delete' | 'deactivate';
}

const nothingOfOthers: OfOthers = { said: [], would: 'delete' };

const wouldBe = ({ changes }: Plan): OfOthers['would'] =>
  changes.some(({ id }) => id === restoreStatusChangeId) ? 'deactivate' : 'delete';

/** Reads again when the user comes back from Okta's console. */
function useReadAgain(again: () => void, waiting: boolean): void {
  const read = useEffectEvent(again);
  useEffect(() => {
    if (!waiting) return undefined;
    const onFocus = (): void => {
      read();
    };
    addEventListener('focus', onFocus);
    return () => {
      removeEventListener('focus', onFocus);
    };
  }, [waiting]);
}

function stateOf(plan: Plan | null, loading: boolean, run: Run | null): string {
  if (run !== null && run.state !== 'done') return runWords(run);
  if (loading) return words.state.reading;
  if (plan === null) return words.state.none;
  if (plan.blockers.length > 0) return words.state.blocked;
  if (hasWork(plan)) return writesToOkta(plan) ? words.state.ready : words.state.letGo;
  return plan.undo?.accounts ?? (isByHandLeft(plan) ? words.state.byHand : words.state.nothing);
}

const isByHandLeft = ({ undo }: Plan): boolean => undo?.byHand.some(({ known }) => known !== 'done') === true;

/** Main warns of this change only about accounts that are or stay active, which nothing deactivates once the app is gone. */
const actionOf = ({ changes }: Plan): string =>
  changes.some(({ id, warnings }) => id === deactivateAppChangeId && warnings.length > 0)
    ? words.despiteActive
    : words.action;

const writesToOkta = ({ changes }: Plan): boolean =>
  changes.some(({ id, verb }) => verb !== 'keep' && id !== releaseChangeId);

function Primary({ preview, running }: { preview: PlanPreview; running: boolean }) {
  const { plan } = preview;
  if (plan !== null && !hasWork(plan)) return null;
  const writes = plan === null || writesToOkta(plan);
  return (
    <ApplyButton
      preview={preview}
      action={plan === null ? words.action : writes ? actionOf(plan) : words.letGo}
      writes={writes}
      isDisabled={running}
    />
  );
}
