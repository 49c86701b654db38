import { capitalised } from '../../../shared/counted';
import type { Summary } from '../../../shared/summary';
import { lifeCycleResult, testResults } from '../../../shared/summary-verdict';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { GoToLifeCycle } from '../../components/go-to-life-cycle';
import { Note } from '../../components/note';
import type { Tone } from '../../components/note';
import { dateTime } from '../../components/time';
import { useApp } from '../../store/context';
import { AttributeTable } from '../test-user/comparison';
import { personName } from '../../../shared/person-name';
import { stepNames } from '../../../shared/step-names';
import { words } from './words';
import { notRead, readRight, readWrong } from '../../components/known-tone';

const tones: Record<NonNullable<Summary['test']>['result'], Tone> = {
  passed: readRight,
  'passed-in-okta': notRead,
  failed: readWrong,
  'not-finished': 'amber',
};

export function TestPart({ test, lifeCycleTests }: Pick<Summary, 'test' | 'lifeCycleTests'>) {
  const life = lifeCycleTests?.at(-1);
  const isFailed = test !== null && !test.result.startsWith('passed');
  return (
    <Details title={words.test.named(test)} open={isFailed}>
      {test === null ? (
        <p>{words.test.none}</p>
      ) : (
        <>
          <Note tone={tones[test.result]}>
            <p>
              <strong>{capitalised(testResults[test.result])}</strong>
              {test.at !== null && `, ${dateTime(test.at)}`}: {personName(test.user)} ({test.user.login}),{' '}
              {words.test.decisions[test.decision]}.
            </p>
            {test.verdict !== null && <p>{test.verdict}</p>}
          </Note>
          {test.rows.length > 0 && <AttributeTable rows={test.rows} />}
          {test.logEventIds.length > 0 && (
            <Details title={words.test.events}>
              <ul className="evidence">
                {test.logEventIds.map((id) => (
                  <li key={id}>
                    <code>{id}</code>
                  </li>
                ))}
              </ul>
            </Details>
          )}
        </>
      )}
      {life !== undefined && (
        <p>
          {words.test.lifeCycle} {life.user}
          {life.startedAt !== null && `, ${dateTime(life.startedAt)}`}: {lifeCycleResult(life, dateTime)}.
        </p>
      )}
      <Onward isFailed={isFailed} />
    </Details>
  );
}

/** What a failed test leads to, and the test that proves what one user cannot. */
function Onward({ isFailed }: { isFailed: boolean }) {
  const go = useApp((state) => state.go);
  return (
    <div className="actions">
      {isFailed && <Button onPress={() => void go('explain')}>{stepNames.explain}</Button>}
      <GoToLifeCycle />
    </div>
  );
}
