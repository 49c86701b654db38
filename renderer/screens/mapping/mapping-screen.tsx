import { useState } from 'react';
import { isRunning } from '../../../shared/at-work';
import { connectionOnlyReads } from '../../../shared/connection';
import { labelWithin } from '../../../shared/settings';
import type { Snapshot } from '../../../shared/snapshot';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Checks } from '../../components/checks';
import { CutOff } from '../../components/cut-off';
import { CheckChoice } from '../../components/choice';
import { Details } from '../../components/details';
import { LastChecked } from '../../components/last-checked';
import { PlanSection } from '../../components/plan-section';
import { hasWork } from '../../components/plan-view';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, usePending, useRun, useSnapshot } from '../../store/context';
import { useGoOn } from '../../store/use-go-on';
import { usePlan } from '../../store/use-plan';
import type { PlanPreview } from '../../store/use-plan';
import { planWords } from '../../words/plan';
import { words } from './words';
import type { Plan, Run } from '../../../shared/plan';

export function MappingScreen() {
  const { mapping, okta } = useSnapshot();
  const call = useApp((state) => state.call);
  const choosing = usePending('mapping.choose');
  const run = useRun('mapping');
  const running = isRunning(run);
  // Optimistic; main's answer follows with the snapshot.
  const [choice, setChoice] = useState(mapping.choice);
  const preview = usePlan({ kind: 'mapping' }, JSON.stringify(mapping.choice));
  const { plan, loading, again } = preview;
  const settled = mapping.appliedAt !== null && plan !== null && !hasWork(plan) && plan.blockers.length === 0;
  // What was read back as it should be, while there is something to change, is of the choice before.
  const isOfAnotherChoice =
    plan !== null && hasWork(plan) && mapping.checks.every(({ state }) => state !== 'different');
  const choose = async (change: Partial<typeof choice>): Promise<void> => {
    const wanted = { ...choice, ...change };
    setChoice(wanted);
    const result = await call('mapping.choose', wanted);
    if (!result.ok) setChoice(mapping.choice);
  };

  return (
    <Screen
      id="mapping"
      title={words.title}
      lead={words.lead(choice.keepWorkEmail)}
      state={stateOf({ mapping, plan, loading, run, readsOnly: connectionOnlyReads(okta) })}
      primary={<Primary mapping={mapping} preview={preview} running={running} />}
      onRetry={again}
    >
      <CutOff screen="mapping" />
      <Section title={words.choice.title}>
        <div className="choices">
          <CheckChoice
            title={words.choice.email}
            isSelected={choice.keepWorkEmail}
            isDisabled={choosing || running}
            onChange={(keepWorkEmail) => {
              void choose({ keepWorkEmail });
            }}
          />
          <CheckChoice
            title={words.choice.schema}
            isSelected={choice.deleteSchemaAttributes}
            isDisabled={choosing || running}
            onChange={(deleteSchemaAttributes) => {
              void choose({ deleteSchemaAttributes });
            }}
          >
            {words.choice.schemaText}
          </CheckChoice>
        </div>
        <Details title={words.choice.more.title}>
          {words.choice.more.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Details>
      </Section>
      {run !== null && (
        <Section title={planWords.progress}>
          <RunView run={run} />
        </Section>
      )}
      {mapping.checks.length > 0 && !running && !isOfAnotherChoice && (
        <Section title={planWords.checks}>
          <Checks caption={planWords.checks} checks={mapping.checks} labels={labelWithin} />
          <LastChecked at={mapping.checkedAt} />
        </Section>
      )}
      {!running && !settled && <PlanSection preview={preview} />}
      {mapping.appliedAt === null && <Skip skipped={mapping.skipped !== null} disabled={running} />}
    </Screen>
  );
}

function Skip({ skipped, disabled }: { skipped: boolean; disabled: boolean }) {
  const call = useApp((state) => state.call);
  const pending = usePending('mapping.skip');
  const goOn = useGoOn('mapping');
  return (
    <Details title={words.skip.title} open={skipped}>
      <p>{skipped ? words.skip.skipped : words.skip.text}</p>
      <div className="actions">
        <Button
          isDisabled={disabled}
          isPending={pending}
          onPress={() => {
            void call('mapping.skip', { skip: !skipped }).then(({ ok }) => {
              goOn(ok && !skipped);
            });
          }}
        >
          {skipped ? words.skip.undo : words.skip.action}
        </Button>
      </div>
    </Details>
  );
}

function Primary({
  mapping,
  preview,
  running,
}: {
  mapping: Snapshot['mapping'];
  preview: PlanPreview;
  running: boolean;
}) {
  const choosing = usePending('mapping.choose');
  const { plan } = preview;
  const work = plan !== null && hasWork(plan);
  if (mapping.skipped !== null || (mapping.appliedAt !== null && !work))
    return <ContinueButton from="mapping" />;
  return <ApplyButton preview={preview} action={words.action} isDisabled={running} isPending={choosing} />;
}

interface Shown {
  mapping: Snapshot['mapping'];
  plan: Plan | null;
  loading: boolean;
  run: Run | null;
  /** The token cannot apply it. */
  readsOnly: boolean;
}

function stateOf({ mapping, plan, loading, run, readsOnly }: Shown): string {
  if (run !== null && run.state !== 'done') return runWords(run);
  if (mapping.skipped !== null) return words.state.skipped;
  if (loading) return planWords.readingOnly;
  if (plan === null) return words.state.none;
  if (plan.blockers.length > 0) return words.state.blocked;
  if (hasWork(plan)) return readsOnly ? planWords.readsOnly : words.state.ready;
  return mapping.appliedAt === null ? words.state.nothing : words.state.applied;
}
