import type { TestSnapshot } from '../../../shared/verification';
import { Answer } from '../../components/answer';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { PlanView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { useApp, usePending } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import { planWords } from '../../words/plan';
import { personName } from '../../../shared/person-name';
import { words } from './words';
import { Unassigned } from './unassigned';

/** Whether keeping is what comes next: then the bar has the button. */
export const isToKeep = ({ state, decision, user }: TestSnapshot): boolean =>
  user !== null && state === 'passed' && decision === 'open';

export function KeepButton({
  test: { user },
  disabled,
  kind = 'plain',
  onKept,
}: {
  test: TestSnapshot;
  disabled: boolean;
  kind?: 'primary' | 'plain';
  onKept?: () => void;
}) {
  const call = useApp((state) => state.call);
  const keeping = usePending('test.keep');
  if (user === null) return null;
  return (
    <Button
      kind={kind}
      isDisabled={disabled}
      isPending={keeping}
      onPress={() => {
        void call('test.keep', {}).then(({ ok }) => {
          if (ok) onKept?.();
        });
      }}
    >
      {words.keep(personName(user))}
    </Button>
  );
}

/** The decision about the test user: keep, or unassign by its own plan. */
export function Decision({ test, disabled }: { test: TestSnapshot; disabled: boolean }) {
  const keeping = usePending('test.keep');
  const { user, decision } = test;
  const preview = usePlanOnRequest(user !== null && !disabled ? { kind: 'unassign', userId: user.id } : null);
  const { plan, loading, ask, drop } = preview;
  if (user === null) return null;
  const name = personName(user);

  return (
    <Section title={words.decision.title}>
      {decision === 'kept' && test.unassignment === null && (
        <Note tone="grey">
          <p>{words.decision.kept}</p>
        </Note>
      )}
      {decision === 'open' && test.unassignment === null && (
        <p>{test.state === 'passed' ? words.decision.text : words.decision.notArrived}</p>
      )}
      {(decision === 'unassigned' || test.unassignment !== null) && !disabled && <Unassigned test={test} />}
      {plan !== null && (
        <Answer block="start">
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
        </Answer>
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
