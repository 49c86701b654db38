import type { DriftReport } from '../../../shared/drift';
import { untoldWords } from '../../../shared/drift-words';
import type { Opened } from '../../../shared/files';
import type { Snapshot } from '../../../shared/snapshot';
import { AboutFile } from '../../components/about-file';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { OpenFile } from '../../components/open-file';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { dateTime } from '../../components/time';
import { BeginAnother } from '../../shell/begin-another';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { DriftShown } from './drift-shown';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';
import { words } from './words';

type OpenSummary = Extract<Opened, { kind: 'summary' }>;

/** What the check still needs. */
export function stageOf(snapshot: Pick<Snapshot, 'opened' | 'mode' | 'address' | 'okta' | 'app'>) {
  const { opened, okta, app } = snapshot;
  if (opened === null && app !== null) return okta.state === 'connected' ? 'check' : 'token';
  if (opened?.kind !== 'summary') return 'file';
  if (!isOrgOf(opened, snapshot)) return 'other-org';
  return okta.state === 'connected' ? 'check' : 'token';
}

/** There is only one practice org: the one on this computer. */
const isOrgOf = ({ practice, org }: OpenSummary, { mode, address }: Pick<Snapshot, 'mode' | 'address'>) =>
  practice ? mode === 'practice' : mode === 'real' && address?.orgUrl === org.url;

/** In the bar; null: not checked. */
export function stateWords(report: DriftReport | null): string {
  if (report === null) return words.state.none;
  const isAll = untoldWords(report) === null;
  return words.state[report.result === 'same' && !isAll ? 'same-as-shown' : report.result];
}

export function DriftScreen() {
  const snapshot = useSnapshot();
  const { opened, app } = snapshot;
  const stage = stageOf(snapshot);
  const { value, loading, again } = useQuery('drift.check', stage === 'check' ? {} : null, opened?.at);
  return (
    <Screen
      id="drift"
      title={words.title}
      lead={words.lead}
      state={
        stage !== 'check'
          ? words.state[stage === 'file' ? 'file' : 'connect']
          : loading
            ? words.state.reading
            : stateWords(value?.report ?? null)
      }
      primary={
        stage === 'check' && (
          <Button kind="primary" isPending={loading} onPress={again}>
            {common.checkAgain}
          </Button>
        )
      }
      onRetry={again}
    >
      {opened === null && app !== null ? (
        <OwnPart since={value?.report.summary?.made ?? null} />
      ) : (
        <Section title={words.file.title}>
          <FilePart opened={opened} />
        </Section>
      )}
      {(stage === 'other-org' || stage === 'token') && (
        <Connect opened={opened} tokenMissing={stage === 'token'} />
      )}
      {loading && value === null && <p>{words.reading}</p>}
      {value !== null && <DriftShown check={value} />}
      {opened === null && app !== null && (
        <Details title={words.file.instead}>
          <OpenFile hint={words.file.hint} />
        </Details>
      )}
    </Screen>
  );
}

/** Without a file the set-up that is open is checked. */
function OwnPart({ since }: { since: string | null }) {
  return (
    <p>
      {words.own.text} {since !== null && words.own.since(dateTime(since))}
    </p>
  );
}

function FilePart({ opened }: { opened: Opened | null }) {
  const call = useApp((state) => state.call);
  if (opened === null) return <OpenFile hint={words.file.hint} />;
  return (
    <>
      {opened.kind !== 'summary' && <p>{words.file.other}</p>}
      <AboutFile opened={opened} />
      <div className="actions">
        <Button kind="small" onPress={() => void call('file.close', {})}>
          {words.file.close}
        </Button>
      </div>
    </>
  );
}

function Connect({ opened, tokenMissing }: { opened: Opened | null; tokenMissing: boolean }) {
  const call = useApp((state) => state.call);
  const go = useApp((state) => state.go);
  const pending = usePending('drift.connect');
  const other =
    opened === null || opened.practice ? words.connect.practice : words.connect.other(opened.org.url);
  return (
    <Section title={words.connect.title}>
      <Note tone="amber">
        <p>{tokenMissing ? words.connect.tokenMissing : other}</p>
        <div className="actions">
          {tokenMissing ? (
            <Button onPress={() => void go('connect-okta')}>
              {common.error.goTo(stepNames['connect-okta'])}
            </Button>
          ) : (
            <BeginAnother isPending={pending} onBegin={(replace) => call('drift.connect', { replace })}>
              {words.connect.action}
            </BeginAnother>
          )}
        </div>
      </Note>
    </Section>
  );
}
