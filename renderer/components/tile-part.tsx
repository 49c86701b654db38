import { isRunning } from '../../shared/at-work';
import { useRun, useSnapshot } from '../store/context';
import { usePlanOnRequest } from '../store/use-plan';
import { OutsideLink } from './button';
import { Checks } from './checks';
import { Details } from './details';
import { RequestedPlan } from './requested-plan';
import { RunView } from './run-view';
import { tileWords as words } from '../words/tile';

/** Hides the tile of the app integration from users until rollout, or shows it: optional, with its own plan. */
export function TilePart() {
  const { tileHidden, links } = useSnapshot();
  const run = useRun('tile');
  const preview = usePlanOnRequest({ kind: 'tile', hidden: !tileHidden });
  const state = tileHidden ? words.hidden : words.shown;

  return (
    <Details title={state.title} open={tileHidden || run !== null}>
      <p>{state.text}</p>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={state.title} checks={run.checks} />
      )}
      {!isRunning(run) && (
        <RequestedPlan
          preview={preview}
          names={{ preview: state.preview, apply: state.apply, drop: words.drop }}
          beside={
            tileHidden &&
            links.oktaGeneral !== null && <OutsideLink href={links.oktaGeneral}>{words.byHand}</OutsideLink>
          }
        />
      )}
    </Details>
  );
}
