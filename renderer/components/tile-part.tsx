import { useState } from 'react';
import { isRunning, useApp, usePending, useRun, useSnapshot } from '../store/context';
import { useQuery } from '../store/use-query';
import { ApplyButton } from './apply-button';
import { Button, OutsideLink } from './button';
import { Checks } from './checks';
import { PlanView } from './plan-view';
import { RunView } from './run-view';
import { Section } from './section';
import { tileWords as words } from '../words/tile';

/** Hides the tile of the app integration from users until rollout, or shows it: a choice, with its plan first. */
export function TilePart() {
  const { tileHidden, okta, links } = useSnapshot();
  const call = useApp((state) => state.call);
  const run = useRun('tile');
  const applying = usePending('plan.apply');
  const [asked, setAsked] = useState(false);
  const { value: plan, loading } = useQuery(
    'plan.preview',
    asked && okta.state === 'connected' ? { scope: { kind: 'tile', hidden: !tileHidden } } : null,
  );
  const apply = async (planId: string): Promise<void> => {
    await call('plan.apply', { planId });
    setAsked(false);
  };
  const state = tileHidden ? words.hidden : words.shown;

  return (
    <Section title={words.title}>
      <p>{state.text}</p>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.title} checks={run.checks} />
      )}
      {plan === null ? (
        !isRunning(run) && (
          <div className="actions">
            <Button
              isDisabled={okta.state !== 'connected'}
              isPending={loading}
              onPress={() => {
                setAsked(true);
              }}
            >
              {state.preview}
            </Button>
            {tileHidden && links.oktaGeneral !== null && (
              <OutsideLink href={links.oktaGeneral}>{words.byHand}</OutsideLink>
            )}
          </div>
        )
      ) : (
        <>
          <PlanView plan={plan} />
          <div className="actions">
            <ApplyButton
              plan={plan}
              action={state.apply}
              isPending={applying}
              onApply={(planId) => void apply(planId)}
            />
            <Button
              onPress={() => {
                setAsked(false);
              }}
            >
              {words.drop}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
