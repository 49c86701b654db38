import { isRunning, useRun, useSnapshot } from '../store/context';
import { usePlanOnRequest } from '../store/use-plan';
import { ApplyButton } from './apply-button';
import { Button, OutsideLink } from './button';
import { Checks } from './checks';
import { Details } from './details';
import { PlanView } from './plan-view';
import { RunView } from './run-view';
import { tileWords as words } from '../words/tile';

/** Hides the tile of the app integration from users until rollout, or shows it: optional, with its own plan. */
export function TilePart() {
  const { tileHidden, okta, links } = useSnapshot();
  const run = useRun('tile');
  const preview = usePlanOnRequest({ kind: 'tile', hidden: !tileHidden });
  const { plan, loading, ask, drop } = preview;
  const state = tileHidden ? words.hidden : words.shown;

  return (
    <Details title={words.title} open={tileHidden || run !== null}>
      <p>{state.text}</p>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.title} checks={run.checks} />
      )}
      {plan === null ? (
        !isRunning(run) && (
          <div className="actions">
            <Button isDisabled={okta.state !== 'connected'} isPending={loading} onPress={ask}>
              {state.preview}
            </Button>
            {tileHidden && links.oktaGeneral !== null && (
              <OutsideLink href={links.oktaGeneral}>{words.byHand}</OutsideLink>
            )}
          </div>
        )
      ) : (
        <>
          <PlanView plan={plan} />
          <div className="actions">
            <ApplyButton preview={preview} action={state.apply} />
            <Button onPress={drop}>{words.drop}</Button>
          </div>
        </>
      )}
    </Details>
  );
}
