import { isRefused } from '../../../shared/connection';
import type { Summary } from '../../../shared/summary';
import { Button } from '../../components/button';
import { readRight } from '../../components/known-tone';
import { Note } from '../../components/note';
import { Screen } from '../../components/screen';
import { TilePart } from '../../components/tile-part';
import { useApp, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';
import { SummaryShown } from './summary-shown';
import { words } from './words';

export function SummaryScreen() {
  const { okta, tileHidden } = useSnapshot();
  const connected = okta.state === 'connected';
  const { value: summary, loading, again, replace } = useQuery('summary.get', connected ? {} : null);

  return (
    <Screen
      id="summary"
      title={words.title}
      lead={summary?.verdict ?? words.lead}
      state={stateOf(summary, loading)}
      primary={
        <Button kind="primary" isDisabled={!connected} isPending={loading} onPress={again}>
          {common.checkAgain}
        </Button>
      }
      onRetry={again}
    >
      {!connected && (isRefused(okta) ? <Revoked /> : <p>{words.disconnected}</p>)}
      {loading && summary === null && <p>{words.reading}</p>}
      {summary !== null && <SummaryShown summary={summary} onStated={again} onRead={replace} />}
      {tileHidden && <TilePart />}
    </Screen>
  );
}

function Revoked() {
  const go = useApp((state) => state.go);
  return (
    <Note tone={readRight}>
      <p>
        {words.revoke.gone} {words.disconnected}
      </p>
      <div className="actions">
        <Button onPress={() => void go('connect-okta')}>
          {common.error.goTo(stepNames['connect-okta'])}
        </Button>
      </div>
    </Note>
  );
}

function stateOf(summary: Summary | null, loading: boolean): string {
  if (loading) return words.state.reading;
  if (summary === null) return words.state.none;
  const { left } = summary;
  if (left.length === 0) return words.state.done;
  const onlyReminders = left.every(({ kind }) => kind === 'reminder');
  return onlyReminders ? words.state.reminders(left.length) : words.state.left;
}
