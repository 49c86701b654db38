import type { Check } from '../../../shared/plan';
import type { TestSnapshot } from '../../../shared/verification';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Checks } from '../../components/checks';
import { Note } from '../../components/note';
import type { Tone } from '../../components/note';
import { PlanView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { useApp, usePending, useRun } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import { planWords } from '../../words/plan';
import { nameOf } from './name-of';
import { words } from './words';
import { readRight, readWrong } from '../../components/known-tone';

/** What was read of the account after an unassignment decides the words and the colour. */
function Decided({ decision, checks }: { decision: 'kept' | 'unassigned'; checks: readonly Check[] }) {
  if (decision === 'kept') {
    return (
      <Note tone="grey">
        <p>{words.decision.kept}</p>
      </Note>
    );
  }
  const account = readAccount(checks);
  return (
    <Note tone={tones[account]}>
      <p>{words.decision.unassigned[account]}</p>
    </Note>
  );
}

type ReadAccount = keyof typeof words.decision.unassigned;
const tones: Record<ReadAccount, Tone> = { inactive: readRight, active: readWrong, unread: 'amber' };

function readAccount(checks: readonly Check[]): ReadAccount {
  const states = checks.filter(({ setting }) => setting.startsWith('account:')).map(({ state }) => state);
  if (states.includes('different')) return 'active';
  return states.length > 0 && states.every((state) => state === 'same') ? 'inactive' : 'unread';
}

/** Whether keeping is what comes next: then the bar has the button. */
export const isToKeep = ({ state, decision, user }: TestSnapshot): boolean =>
  user !== null && state === 'passed' && decision === 'open';

export function KeepButton({
  test: { user },
  disabled,
  kind = 'plain',
}: {
  test: TestSnapshot;
  disabled: boolean;
  kind?: 'primary' | 'plain';
}) {
  const call = useApp((state) => state.call);
  const keeping = usePending('test.keep');
  if (user === null) return null;
  return (
    <Button kind={kind} isDisabled={disabled} isPending={keeping} onPress={() => void call('test.keep', {})}>
      {words.keep(nameOf(user))}
    </Button>
  );
}

/** The decision about the test user: keep, or unassign by its own plan. */
export function Decision({ test, disabled }: { test: TestSnapshot; disabled: boolean }) {
  const keeping = usePending('test.keep');
  const { user, decision } = test;
  const checks = useRun('unassign')?.checks ?? [];
  const preview = usePlanOnRequest(user !== null && !disabled ? { kind: 'unassign', userId: user.id } : null);
  const { plan, loading, ask, drop } = preview;
  if (user === null) return null;
  const name = nameOf(user);

  return (
    <Section title={words.decision.title}>
      {decision === 'open' ? <p>{words.decision.text}</p> : <Decided decision={decision} checks={checks} />}
      {decision === 'unassigned' && checks.length > 0 && (
        <Checks caption={planWords.checks} checks={checks} />
      )}
      {plan !== null && (
        <>
          <h3>{planWords.section.plan}</h3>
          <PlanView plan={plan} />
          <div className="actions">
            <ApplyButton
              preview={preview}
              action={words.unassign(name)}
              isPending={keeping}
              isDisabled={disabled}
            />
            <Button onPress={drop}>{words.decision.drop}</Button>
          </div>
        </>
      )}
      {plan === null && decision !== 'unassigned' && (
        <div className="actions">
          {decision === 'open' && !isToKeep(test) && <KeepButton test={test} disabled={disabled} />}
          <Button isDisabled={disabled} isPending={loading} onPress={ask}>
            {words.decision.show}
          </Button>
        </div>
      )}
    </Section>
  );
}
