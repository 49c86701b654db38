import { isUnread } from '../../../shared/verification';
import type { Summary } from '../../../shared/summary';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import type { Tone } from '../../components/note';
import { dateTime } from '../../components/time';
import { useApp } from '../../store/context';
import { AttributeTable } from '../test-user/comparison';
import { personName } from '../../../shared/person-name';
import { words as common } from '../../words/common';
import { stepNames } from '../../words/step-names';
import { words } from './words';
import { notRead, readRight, readWrong } from '../../components/known-tone';

const tones: Record<NonNullable<Summary['test']>['result'], Tone> = {
  passed: readRight,
  failed: readWrong,
  'not-finished': 'amber',
};

export function TestPart({ test }: { test: Summary['test'] }) {
  return (
    <Details title={words.test.named(test)} open={test !== null && test.result !== 'passed'}>
      {test === null ? (
        <p>{words.test.none}</p>
      ) : (
        <>
          <Note tone={test.result === 'passed' && isUnread(test.rows) ? notRead : tones[test.result]}>
            <p>
              <strong>{words.test.result(test)}</strong>
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
      <Onward test={test} />
    </Details>
  );
}

/** What a failed test leads to, and the test that proves what one user cannot. */
function Onward({ test }: { test: Summary['test'] }) {
  const go = useApp((state) => state.go);
  return (
    <div className="actions">
      {test !== null && test.result !== 'passed' && (
        <Button onPress={() => void go('explain')}>{stepNames.explain}</Button>
      )}
      <Button onPress={() => void go('life-cycle')}>{common.error.goTo(stepNames['life-cycle'])}</Button>
    </div>
  );
}
