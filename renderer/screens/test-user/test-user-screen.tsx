import { useState } from 'react';
import type { UserRow } from '../../../shared/verification';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { isRunning, useApp, usePending, useRun, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { BeforeAssignment } from './before-assignment';
import { Decision } from './decision';
import { Follow } from './follow';
import { PickUser } from './pick-user';
import { nameOf } from './name-of';
import { words } from './words';
import type { Plan } from '../../../shared/plan';

/** Pick a user, look, assign, follow, decide. What is under test comes from main; only the pick is the screen's own. */
export function TestUserScreen() {
  const { test, okta, planOnly } = useSnapshot();
  const run = useRun('assign', 'unassign');
  const running = isRunning(run);
  const [picked, setPicked] = useState<UserRow | null>(null);
  const [picking, setPicking] = useState(false);
  const call = useApp((state) => state.call);
  const searching = test.state === 'none' || picking;
  const user = searching ? picked : null;
  const connected = okta.state === 'connected';
  const check = useQuery(
    'test.preCheck',
    user !== null && connected && !running ? { userId: user.id } : null,
  );
  const plan = useQuery(
    'plan.preview',
    user !== null && connected && !running ? { scope: { kind: 'assign', userId: user.id } } : null,
    run?.id ?? null,
  );
  const again = (): void => {
    check.again();
    plan.again();
  };
  const assign = async (planId: string): Promise<void> => {
    const result = await call('plan.apply', { planId });
    if (result.ok && !planOnly) setPicking(false);
  };

  return (
    <Screen
      id="test-user"
      title={words.title}
      lead={words.lead}
      state={
        run !== null && running
          ? runWords(run)
          : words.state[searching ? (user === null ? 'none' : 'picked') : test.state]
      }
      primary={
        searching ? (
          <Assign
            user={user}
            plan={plan.value}
            ready={!plan.loading && !check.loading && check.value !== null && !running}
            onAssign={(planId) => void assign(planId)}
          />
        ) : (
          <ContinueButton from="test-user" />
        )
      }
      onRetry={again}
    >
      {run !== null && (running || run.planOnly || run.state === 'failed' || run.state === 'cancelled') && (
        <Section title={words.progress}>
          <RunView run={run} />
        </Section>
      )}
      {searching && !running && <PickUser picked={picked} onPick={setPicked} />}
      {user !== null && !running && (
        <BeforeAssignment
          check={check.value}
          plan={plan.value}
          loading={check.loading || plan.loading}
          onAgain={again}
        />
      )}
      {!searching && <Follow test={test} />}
      {!searching && test.state !== 'following' && (
        <>
          <Decision test={test} disabled={running} />
          <div className="actions">
            <Button
              isDisabled={running}
              onPress={() => {
                setPicked(null);
                setPicking(true);
              }}
            >
              {words.search.again}
            </Button>
          </div>
        </>
      )}
    </Screen>
  );
}

function Assign({
  user,
  plan,
  ready,
  onAssign,
}: {
  user: UserRow | null;
  plan: Plan | null;
  ready: boolean;
  onAssign: (planId: string) => void;
}) {
  const applying = usePending('plan.apply');
  if (user === null) return null;
  return (
    <ApplyButton
      plan={plan}
      action={words.assign(nameOf(user))}
      isDisabled={!ready}
      isPending={applying}
      onApply={onAssign}
    />
  );
}
