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
  const { tileHidden, links, app, guided } = useSnapshot();
  const run = useRun('tile');
  const preview = usePlanOnRequest({ kind: 'tile', hidden: !tileHidden });
  // One that was there before may have it on before anything shows that.
  const isBefore =
    app?.createdByUs === true &&
    guided['scim-on'].known !== 'read-back' &&
    guided['scim-on'].statedAt === null &&
    guided.authenticate.known !== 'read-back';
  const state = tileHidden ? words.hidden : isBefore ? words.shown : words.late;

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
            state.byHand !== null &&
            links.oktaGeneral !== null && <OutsideLink href={links.oktaGeneral}>{state.byHand}</OutsideLink>
          }
        />
      )}
    </Details>
  );
}
