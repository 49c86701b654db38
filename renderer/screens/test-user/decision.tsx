import { useState } from 'react';
import type { TestSnapshot } from '../../../shared/verification';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { PlanView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { nameOf } from './name-of';
import { words } from './words';

/** What becomes of the test user: kept, or unassigned by a plan of its own. */
export function Decision({ test, disabled }: { test: TestSnapshot; disabled: boolean }) {
  const { okta } = useSnapshot();
  const call = useApp((state) => state.call);
  const busy = usePending('test.keep', 'plan.apply');
  const [leaving, setLeaving] = useState(false);
  const { user, decision } = test;
  const asking = leaving && user !== null && !disabled && okta.state === 'connected';
  const {
    value: plan,
    loading,
    again,
  } = useQuery('plan.preview', asking ? { scope: { kind: 'unassign', userId: user.id } } : null);
  if (user === null) return null;
  const name = nameOf(user);
  const unassign = async (planId: string): Promise<void> => {
    const result = await call('plan.apply', { planId });
    if (result.ok) setLeaving(false);
  };

  return (
    <Section title={words.decision.title}>
      {decision === 'open' ? (
        <p>{words.decision.text}</p>
      ) : (
        <Note tone="green">
          <p>{words.decision[decision]}</p>
        </Note>
      )}
      {plan !== null && (
        <>
          <h3>{words.decision.plan}</h3>
          <PlanView plan={plan} />
          <div className="actions">
            <ApplyButton
              plan={plan}
              action={words.unassign(name)}
              isPending={busy}
              isDisabled={disabled}
              onApply={(planId) => void unassign(planId)}
            />
            <Button
              onPress={() => {
                setLeaving(false);
              }}
            >
              {words.decision.drop}
            </Button>
          </div>
        </>
      )}
      {plan === null && decision !== 'unassigned' && (
        <div className="actions">
          {decision === 'open' && (
            <Button isDisabled={disabled} isPending={busy} onPress={() => void call('test.keep', {})}>
              {words.keep(name)}
            </Button>
          )}
          <Button
            isDisabled={disabled}
            isPending={loading}
            onPress={() => {
              if (leaving) again();
              setLeaving(true);
            }}
          >
            {words.decision.show}
          </Button>
        </div>
      )}
    </Section>
  );
}
