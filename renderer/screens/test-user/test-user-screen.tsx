import { useState } from 'react';
import { isRunning } from '../../../shared/at-work';
import { isUnread } from '../../../shared/verification';
import type { TestSnapshot, UserRow } from '../../../shared/verification';
import { ApplyButton } from '../../components/apply-button';
import { GoToLifeCycle } from '../../components/go-to-life-cycle';
import { Button } from '../../components/button';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, useRun, useSnapshot, useStep } from '../../store/context';
import { usePlan } from '../../store/use-plan';
import type { PlanPreview } from '../../store/use-plan';
import { useQuery } from '../../store/use-query';
import { useReread } from './use-reread';
import { planWords } from '../../words/plan';
import { BeforeAssignment } from './before-assignment';
import { Decision, isToKeep, KeepButton } from './decision';
import { Follow, unreadWords } from './follow';
import { PickUser } from './pick-user';
import { personName } from '../../../shared/person-name';
import { words } from './words';

interface Pick {
  picked: UserRow | null;
  /** How often somebody was picked or dropped. */
  picks: number;
}

/** Unassigned, or not sent by Okta: then the plan to assign unassigns first. */
const canAssignAgain = ({ decision, state, wasSeen, unassignment }: TestSnapshot): boolean =>
  decision === 'unassigned' ||
  (unassignment === null && !wasSeen && (state === 'failed' || state === 'timed-out'));

/** Pick a user, check, assign, follow, decide. The test's state comes from main; only the pick is local state. */
export function TestUserScreen() {
  const { test, okta, planOnly } = useSnapshot();
  const go = useApp((state) => state.go);
  const { next, nextReachable, state } = useStep('test-user');
  const run = useRun('assign', 'unassign');
  const running = isRunning(run);
  /** The run after which everything was read anew: why it failed says nothing of the plan that stands there now. */
  const [overRun, setOverRun] = useState<string | null>(null);
  const [{ picked, picks }, setPick] = useState<Pick>({ picked: null, picks: 0 });
  // Whoever is picked once more is read once more.
  const setPicked = (chosen: UserRow | null): void => {
    setPick((before) => ({ picked: chosen, picks: before.picks + 1 }));
  };
  const [picking, setPicking] = useState(false);
  const searching = test.state === 'none' || picking;
  const user = searching ? picked : null;
  const connected = okta.state === 'connected';
  const check = useQuery(
    'test.preCheck',
    user !== null && connected && !running ? { userId: user.id } : null,
    String(picks),
  );
  const preview = usePlan(
    user !== null && !running ? { kind: 'assign', userId: user.id } : null,
    String(picks),
  );
  const ready = !check.loading && check.value !== null && !running;
  const wouldFail = check.value?.findings.some(({ level }) => level === 'block') === true;
  const sent = (began: boolean): void => {
    if (began && !planOnly) setPicking(false);
  };
  const goOn = (): void => {
    if (next !== null && nextReachable) void go(next);
  };
  const assignAgain = (): void => {
    setPicked(test.user);
    setPicking(true);
  };
  // The user did not arrive: another try comes before the steps after this one.
  const triesAgain = test.state !== 'passed' && canAssignAgain(test);
  const reread = useReread(test, connected && !searching && !running);
  const again = (): void => {
    setOverRun(run?.id ?? null);
    check.again();
    preview.again();
    reread.onRetry();
  };

  return (
    <Screen
      id="test-user"
      title={words.title}
      lead={words.lead}
      state={
        run !== null && running
          ? runWords(run)
          : !searching && test.unassignment !== null
            ? words.unassignment.state[test.unassignment.state]
            : !searching && test.state === 'passed' && isUnread(test.rows)
              ? unreadWords(state)
              : words.state[
                  searching ? (user === null ? 'none' : wouldFail ? 'would-fail' : 'picked') : test.state
                ]
      }
      primary={
        searching ? (
          <Assign
            user={user}
            preview={preview}
            ready={ready}
            wouldFail={wouldFail}
            onOther={() => {
              setPicked(null);
            }}
            onSent={sent}
          />
        ) : triesAgain && test.user !== null ? (
          <Button kind="primary" isDisabled={running} onPress={assignAgain}>
            {words.assignAgain(personName(test.user))}
          </Button>
        ) : isToKeep(test) ? (
          <KeepButton test={test} disabled={running} kind="primary" onKept={goOn} />
        ) : (
          <ContinueButton from="test-user" />
        )
      }
      onRetry={again}
    >
      {run !== null && run.id !== overRun && (running || run.planOnly || run.state !== 'done') && (
        <Section title={planWords.progress}>
          <RunView run={run} />
        </Section>
      )}
      {searching && !running && <PickUser picked={picked} otherInBar={wouldFail} onPick={setPicked} />}
      {user !== null && !running && (
        <BeforeAssignment
          check={check.value}
          plan={preview.plan}
          loading={check.loading || preview.loading}
          onAgain={again}
          anyway={
            wouldFail && (
              <>
                <p className="hint">{words.check.anywayHint}</p>
                <div className="actions">
                  <ApplyButton
                    preview={preview}
                    action={words.check.anyway}
                    isDisabled={!ready}
                    kind="plain"
                    onSent={sent}
                  />
                </div>
              </>
            )
          }
        />
      )}
      {!searching && <Follow test={test} reread={reread} />}
      {!searching && test.state !== 'following' && (
        <>
          <Decision test={test} disabled={running} />
          <div className="actions">
            {canAssignAgain(test) && test.user !== null && !triesAgain && (
              <Button isDisabled={running} onPress={assignAgain}>
                {words.assignAgain(personName(test.user))}
              </Button>
            )}
            <Button
              isDisabled={running}
              onPress={() => {
                setPicked(null);
                setPicking(true);
              }}
            >
              {words.search.again}
            </Button>
            {test.state === 'passed' && <GoToLifeCycle />}
          </div>
        </>
      )}
    </Screen>
  );
}

function Assign({
  user,
  preview,
  ready,
  wouldFail,
  onOther,
  onSent,
}: {
  user: UserRow | null;
  preview: PlanPreview;
  ready: boolean;
  /** Something is known that makes the assignment fail. */
  wouldFail: boolean;
  onOther: () => void;
  onSent: (began: boolean) => void;
}) {
  if (user === null) return null;
  const unassignsFirst = preview.plan?.changes.some(({ verb }) => verb === 'delete') === true;
  if (wouldFail) {
    return (
      <Button kind="primary" onPress={onOther}>
        {words.search.other}
      </Button>
    );
  }
  return (
    <ApplyButton
      preview={preview}
      action={(unassignsFirst ? words.reassign : words.assign)(personName(user))}
      isDisabled={!ready}
      onSent={onSent}
    />
  );
}
