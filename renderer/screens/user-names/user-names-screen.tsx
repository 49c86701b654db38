import { useState } from 'react';
import { isRunning } from '../../../shared/at-work';
import type { Snapshot } from '../../../shared/snapshot';
import { ApplyButton } from '../../components/apply-button';
import { Checks } from '../../components/checks';
import { CutOff } from '../../components/cut-off';
import { PlanSection } from '../../components/plan-section';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, useRun, useSnapshot } from '../../store/context';
import { useGoOn } from '../../store/use-go-on';
import { usePlan } from '../../store/use-plan';
import type { PlanPreview } from '../../store/use-plan';
import { useKept } from '../../store/use-kept';
import { useQuery } from '../../store/use-query';
import { planWords } from '../../words/plan';
import { ByOkta, Leave, Skip } from './other-ways';
import { Counts, UserList } from './user-list';
import { words } from './words';
import type { Run } from '../../../shared/plan';

const rowsShown = 20;

export function UserNamesScreen() {
  const { okta, userNames, app } = useSnapshot();
  const call = useApp((state) => state.call);
  const goOn = useGoOn('user-names');
  const run = useRun('user-names');
  const running = isRunning(run);
  const connected = okta.state === 'connected' && app !== null;
  const [from, setFrom] = useState(0);
  const [looks, setLooks] = useState(0);
  const [first, setFirst] = useState<string | null>(null);
  const version = `${run?.id ?? ''} ${run?.state ?? ''} ${looks}`;
  const { value, loading } = useQuery(
    'userNames.rows',
    connected && !running ? { from, count: rowsShown, fresh: looks > 0 && from === 0 } : null,
    version,
  );
  const list = useKept(value, version);
  const trial = userNames.triedAt === null ? (first ?? list?.trial ?? null) : null;
  const repairable = (userNames.looked?.differing ?? 0) - (userNames.looked?.withoutEmail ?? 0);
  const wanted = connected && !running && list !== null && repairable > 0 && !userNames.skipped;
  const preview = usePlan(wanted ? { kind: 'user-names', userId: trial } : null, version);
  // Whoever is left shares an email with somebody: the plan names them and changes nobody.
  const held = trial === null && preview.plan?.changes.length === 0;
  // Of the others, all whose email nobody else has.
  const able = preview.plan?.changes.length ?? repairable;
  // Those who differ cannot be changed here: without a word of the admin the set-up would end there.
  const nobodyLeft = held || (userNames.looked !== null && repairable === 0 && !loading);
  // Okta's own Update Now renames everyone, also who shares an email: only once the plan leaves nobody out, or as the way where Okta refused.
  const changesAll =
    userNames.triedAt !== null && trial === null && preview.plan?.changes.length === repairable;
  const mayUpdateAll = repairable > 0 && (changesAll || run?.state === 'failed');
  const leave = (): void => {
    void call('userNames.skip', { skip: true }).then(({ ok }) => {
      goOn(ok);
    });
  };
  const again = (): void => {
    setFrom(0);
    setLooks((count) => count + 1);
  };

  return (
    <Screen
      id="user-names"
      title={words.title}
      lead={words.lead}
      state={
        held
          ? words.state.held(repairable)
          : stateOf(userNames, loading || preview.loading, run, { repairable, able })
      }
      primary={
        nobodyLeft && !userNames.skipped && userNames.looked?.differing !== 0 ? (
          <Leave onLeave={leave} />
        ) : nobodyLeft || userNames.skipped ? (
          <ContinueButton from="user-names" />
        ) : (
          <Apply preview={preview} trial={trial !== null && repairable > 1} running={running} />
        )
      }
      onRetry={again}
    >
      <CutOff screen="user-names" />
      <Counts looked={userNames.looked} loading={loading} onLook={again} />
      {run !== null && (
        <Section title={planWords.progress}>
          <RunView run={run} onRetry={again} />
          {run.checks.length > 0 && !running && <Checks caption={planWords.checks} checks={run.checks} />}
        </Section>
      )}
      {list !== null && list.total > 0 && !running && (
        <UserList
          list={list}
          from={from}
          size={rowsShown}
          first={trial}
          onFrom={setFrom}
          onFirst={userNames.triedAt === null && list.total > 1 ? setFirst : null}
        />
      )}
      {wanted && <PlanSection preview={preview} />}
      {mayUpdateAll && !held && !userNames.skipped && !running && <ByOkta />}
      {(userNames.skipped || (repairable > 0 && !held)) && !running && <Skip onLeave={leave} />}
    </Screen>
  );
}

function Apply({ preview, trial, running }: { preview: PlanPreview; trial: boolean; running: boolean }) {
  return (
    <ApplyButton
      preview={preview}
      action={trial ? words.action.one : words.action.all(preview.plan?.changes.length ?? 1)}
      isDisabled={running}
    />
  );
}

function stateOf(
  { looked, skipped, triedAt }: Snapshot['userNames'],
  loading: boolean,
  run: Run | null,
  { repairable, able }: { repairable: number; able: number },
): string {
  if (run !== null && run.state !== 'done') return runWords(run);
  if (skipped) return words.state.skipped;
  if (loading) return planWords.readingOnly;
  if (looked === null) return words.state.none;
  if (looked.differing === 0) return words.state.same;
  if (repairable === 0) return words.state.stuck;
  if (triedAt === null) return words.state.one;
  return able < repairable ? words.state.some(able, repairable) : words.state.all;
}
