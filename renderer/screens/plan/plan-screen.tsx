import { useState } from 'react';
import { afterPlan } from '../../../shared/after-plan';
import { isRunning } from '../../../shared/at-work';
import { connectionOnlyReads } from '../../../shared/connection';
import type { Snapshot } from '../../../shared/snapshot';
import { ApplyButton } from '../../components/apply-button';
import { Details } from '../../components/details';
import { PlanSection } from '../../components/plan-section';
import { hasWork } from '../../components/plan-view';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useRun, useSnapshot, useTarget } from '../../store/context';
import { usePlan } from '../../store/use-plan';
import type { PlanPreview } from '../../store/use-plan';
import { planWords } from '../../words/plan';
import { createAnother, ExistingApps } from './existing-apps';
import { FromCatalogue } from './from-catalogue';
import { PlanOptions } from './plan-options';
import { words } from './words';
import type { Plan } from '../../../shared/plan';

export function PlanScreen() {
  const { app, adopt, appChoice, planOnly, okta } = useSnapshot();
  const kind = useTarget()?.app ?? 'custom';
  const run = useRun('app');
  const [choice, setChoice] = useState<string | null>(adopt);
  const another = choice === createAnother;
  const preview = usePlan(
    { kind: 'app', adopt: another ? null : choice, createAnyway: another },
    JSON.stringify(appChoice),
  );
  const { plan, loading, again } = preview;
  // The choice stays on screen while the plan for it is read.
  const [existing, setExisting] = useState<Plan['existingApps']>([]);
  if (plan !== null && plan.existingApps !== existing && plan.existingApps.length > 0) {
    setExisting(plan.existingApps);
  }

  return (
    <Screen
      id="plan"
      title={words.title}
      lead={planOnly ? words.planOnly.lead : words[kind].lead}
      state={
        run !== null && (run.state !== 'done' || (run.planOnly && planOnly))
          ? runWords(run)
          : stateOf({ plan, loading, choice, app, planOnly, readsOnly: connectionOnlyReads(okta) })
      }
      primary={<Primary preview={preview} running={isRunning(run)} app={app} />}
      onRetry={again}
    >
      {run !== null && (run.state !== 'done' || run.planOnly) && (
        <Section title={planWords.progress}>
          <RunView run={run} onRetry={again} />
        </Section>
      )}
      {existing.length > 0 && app === null && (
        <ExistingApps apps={existing} choice={choice} kind={kind} onChoose={setChoice} />
      )}
      <PlanOptions
        disabled={isRunning(run)}
        existing={plan !== null && plan.changes.some(({ verb }) => verb !== 'create')}
      />
      <PlanSection preview={preview} />
      {kind === 'catalogue' && <FromCatalogue open={plan !== null && plan.changes.length === 0} />}
      <Details title={words.afterwards}>
        {afterPlan.map(({ title, items }) => (
          <Section key={title} title={title}>
            <ul className="bullets">
              {items[kind].map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </Section>
        ))}
      </Details>
    </Screen>
  );
}

interface Shown {
  plan: Plan | null;
  loading: boolean;
  choice: string | null;
  app: Snapshot['app'];
  planOnly: boolean;
  /** The token cannot apply it. */
  readsOnly: boolean;
}

function stateOf({ plan, loading, choice, app, planOnly, readsOnly }: Shown): string {
  if (loading) return planWords.readingOnly;
  if (plan === null) return words.state.none;
  if (plan.blockers.length > 0) {
    return plan.existingApps.length > 0 && choice === null ? words.state.choose : words.state.blocked;
  }
  if (app !== null && !hasWork(plan)) return words.state.nothing;
  if (readsOnly && !planOnly) return planWords.readsOnly;
  return planOnly ? words.planOnly.ready : words.state.ready;
}

function Primary({
  preview,
  running,
  app,
}: {
  preview: PlanPreview;
  running: boolean;
  app: Snapshot['app'];
}) {
  const { plan } = preview;
  const verbs = plan?.changes.map(({ verb }) => verb) ?? [];
  if (plan !== null && app !== null && !hasWork(plan)) return <ContinueButton from="plan" />;

  const writes = plan === null || hasWork(plan);
  const name = verbs.includes('update')
    ? 'update'
    : plan !== null && verbs.length > 0 && !writes
      ? 'keep'
      : 'create';
  return <ApplyButton preview={preview} action={words.action[name]} writes={writes} isDisabled={running} />;
}
