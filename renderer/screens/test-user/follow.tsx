import { accountStatement } from '../../../shared/left-to-do';
import { isUnread } from '../../../shared/verification';
import type { StepState } from '../../../shared/screens';
import type { PreCheck, TestSnapshot } from '../../../shared/verification';
import { Ago } from '../../components/ago';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { clockTime, dateTime } from '../../components/time';
import { useApp, usePending, useSnapshot, useStep } from '../../store/context';
import { Comparison } from './comparison';
import { ExplanationCard, OpenOktopost } from './explanation-card';
import { personName } from '../../../shared/person-name';
import { Panes } from './panes';
import { Progress } from './progress';
import { Timeline } from './timeline';
import { testTones } from './test-tones';
import { statementWords } from '../../words/statement';
import { words as common } from '../../words/common';
import { words } from './words';
import { notRead } from '../../components/known-tone';

/** What is read of the test's user once the test has ended. */
export interface Reread {
  /** Null: not read since then. */
  check: PreCheck | null;
  /** What was read last in this assignment, before it was followed once more. */
  earlier: PreCheck | null;
  loading: boolean;
  onAgain: () => void;
}

/** Of a test that passed by Okta's word: whether the admin looked in Oktopost, as the summary asks. */
export const unreadWords = (step: StepState): string =>
  step === 'done-stated' ? words.looked : words.unread;

/** How the user stands in Okta and since when; null: by somebody else, at a time that was not read. */
function standing({ decision, assignedAt, unassignment }: TestSnapshot): { word: string; at: string } | null {
  if (decision !== 'unassigned')
    return assignedAt === null ? null : { word: words.follow.since, at: assignedAt };
  return unassignment === null ? null : { word: words.follow.unassigned, at: unassignment.unassignedAt };
}

/** The user under test: verdict first, then the comparison, then what happened in order. */
export function Follow({ test, reread }: { test: TestSnapshot; reread: Reread }) {
  const call = useApp((state) => state.call);
  const busy = usePending('test.followAgain');
  const { earlierPass } = useSnapshot();
  const { state } = useStep('test-user');
  const unread = test.state === 'passed' && isUnread(test.rows);
  const assignedOrNot = standing(test);
  return (
    <>
      <Section title={words.follow.title}>
        {test.user !== null && (
          <p>
            <strong>{personName(test.user)}</strong> · {test.user.login}
            {assignedOrNot !== null && (
              <span className="muted">
                {' '}
                · {assignedOrNot.word} {clockTime(assignedOrNot.at)} (<Ago at={assignedOrNot.at} />)
              </span>
            )}
          </p>
        )}
        {test.state === 'following' ? (
          <Progress
            what={words.follow.following}
            since={test.assignedAt}
            lastLookAt={test.lastLookAt}
            stopHint={words.follow.stopHint}
          />
        ) : (
          <Note tone={unread ? notRead : testTones[test.state]}>
            <h3>{unread ? unreadWords(state) : words.state[test.state]}</h3>
            {/* The card below says what went wrong. */}
            {test.explanation === null && test.verdict !== null && <p>{test.verdict}</p>}
            {unread && (
              <div className="actions">
                <OpenOktopost />
                {test.user !== null && <Looked userId={test.user.id} done={state !== 'done-stated'} />}
              </div>
            )}
          </Note>
        )}
        {test.explanation !== null && <ExplanationCard explanation={test.explanation} />}
        {test.state !== 'following' && test.decision !== 'unassigned' && test.unassignment === null && (
          <div className="actions">
            <Button isPending={busy} onPress={() => void call('test.followAgain', {})}>
              {words.follow.again}
            </Button>
          </div>
        )}
        {earlierPass !== null && test.state !== 'passed' && (
          <p>{words.follow.earlierPass(earlierPass.login, dateTime(earlierPass.at))}</p>
        )}
      </Section>
      <FiveChecks test={test} reread={reread} closed={test.state === 'passed' && !unread} />
      {test.rows.length > 0 && <Comparison rows={test.rows} />}
      <Timeline
        entries={test.timeline}
        assignedAt={test.assignedAt}
        unassignedAt={test.unassignment?.unassignedAt ?? null}
        closed={test.state === 'passed' && !unread && isQuiet(test.unassignment)}
      />
    </>
  );
}

/** States that the account is right, as the summary does, or takes it back. */
function Looked({ userId, done }: { userId: string; done: boolean }) {
  const call = useApp((state) => state.call);
  const pending = usePending('summary.state');
  return (
    <Button
      isPending={pending}
      onPress={() => void call('summary.state', { id: accountStatement(userId), done })}
    >
      {done ? statementWords.looked : statementWords.takeBack}
    </Button>
  );
}

/** Nothing is going on, and nothing is left to explain. */
const isQuiet = (unassignment: TestSnapshot['unassignment']): boolean =>
  unassignment === null || unassignment.state === 'inactive' || unassignment.state === 'gone';

/** As they were before the assignment, which says nothing of now, until they are read again. */
function FiveChecks({ test, reread, closed }: { test: TestSnapshot; reread: Reread; closed: boolean }) {
  const { check, earlier, loading } = reread;
  const last = check ?? earlier;
  const findings = last?.findings ?? test.before;
  if (findings.length === 0) return null;
  const { assignedAt } = test;
  const panes = (
    <>
      {last !== null && <p className="hint">{words.panes.readAt(clockTime(last.readAt))}</p>}
      {last === null && assignedAt !== null && (
        <p className="hint">{words.panes.before(clockTime(assignedAt))}</p>
      )}
      <Panes findings={findings} result={test} isOld={check === null} />
      {test.state !== 'following' && (
        <div className="actions">
          <Button kind="small" isPending={loading} onPress={reread.onAgain}>
            {common.checkAgain}
          </Button>
        </div>
      )}
    </>
  );
  if (closed) return <Details title={words.panes.title}>{panes}</Details>;
  return <Section title={words.panes.title}>{panes}</Section>;
}
