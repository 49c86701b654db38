import { useState } from 'react';
import type { RolloutCounts } from '../../../shared/rollout';
import type { TooEarlyPlan } from '../../../shared/too-early';
import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { ErrorCard } from '../../components/error-card';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { BeginButton } from './begin-button';
import { Pages } from '../../components/pages';
import { pageSize } from './page-size';
import { words } from './words';

/** People who were assigned before provisioning was on: repaired here, or by Okta's own action where a group assigns them. */
export function TooEarlyPart({ repair }: { repair: RolloutCounts['repair'] }) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.tooEarly');
  const [plan, setPlan] = useState<TooEarlyPlan | null>(null);
  const { early } = words;
  return (
    <Details title={early.title} open={repair !== null && repair.state !== 'done'}>
      {repair !== null && <Progress repair={repair} />}
      {repair?.state === 'running' ? (
        <div className="actions">
          <Button onPress={() => void call('rollout.stopRepair', {})}>{early.stop}</Button>
        </div>
      ) : (
        <>
          <p>{early.lead}</p>
          <div className="actions">
            <Button
              isPending={pending}
              onPress={() => {
                void call('rollout.tooEarly', {}).then((result) => {
                  if (result.ok) setPlan(result.value);
                });
              }}
            >
              {early.look}
            </Button>
          </div>
          {plan !== null && (
            <Found
              plan={plan}
              onBegun={() => {
                setPlan(null);
              }}
            />
          )}
        </>
      )}
    </Details>
  );
}

function Progress({ repair }: { repair: NonNullable<RolloutCounts['repair']> }) {
  const { early } = words;
  return (
    <>
      {repair.error !== null && <ErrorCard error={repair.error} />}
      <p>{early.progress(repair.done, repair.people)}</p>
      {repair.between > 0 && <p>{early.between(repair.between)}</p>}
      {repair.failed > 0 && <p>{early.failed(repair.failed)}</p>}
    </>
  );
}

function Found({ plan, onBegun }: { plan: TooEarlyPlan; onBegun: () => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.repair');
  const { oktaAssignments } = useSnapshot().links;
  const { early } = words;
  if (plan.direct === 0 && plan.byGroup === 0) return <p>{early.none}</p>;
  return (
    <>
      {plan.direct > 0 && (
        <>
          <h3>{early.direct(plan.direct)}</h3>
          <p>{early.text(plan.waitSeconds)}</p>
          <Rows by="direct" plan={plan} />
          {plan.blockers.map((blocker) => (
            <Note key={blocker} tone="red">
              <p>{blocker}</p>
            </Note>
          ))}
          <div className="actions">
            <BeginButton
              action={early.repair(plan.direct)}
              lockOut={plan.lockOut}
              isDisabled={plan.blockers.length > 0}
              isPending={pending}
              onYes={(secondYes) => {
                void call('rollout.repair', { planId: plan.planId ?? '', secondYes }).then(({ ok }) => {
                  if (ok) onBegun();
                });
              }}
            />
          </div>
        </>
      )}
      {plan.byGroup > 0 && (
        <>
          <h3>{early.group(plan.byGroup)}</h3>
          <p>{early.groupText(plan.first ?? '')}</p>
          {oktaAssignments !== null && (
            <div className="actions">
              <OutsideLink href={oktaAssignments} look="button">
                {early.link}
              </OutsideLink>
            </div>
          )}
          <Rows by="group" plan={plan} />
          <ul>
            {plan.groups.map(({ id, name, waiting, wouldDeactivate }) => (
              <li key={id}>{early.groupCost(name, waiting, wouldDeactivate)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** So many are named without being asked. */
const fewPeople = 10;

/** Everyone who was found, with what each keeps and loses. */
function Rows({ by, plan }: { by: 'direct' | 'group'; plan: TooEarlyPlan }) {
  const [from, setFrom] = useState(0);
  const count = by === 'direct' ? plan.direct : plan.byGroup;
  const { value } = useQuery(
    'rollout.tooEarlyRows',
    { by, from, count: pageSize },
    JSON.stringify([plan.planId, plan.direct, plan.byGroup]),
  );
  const { early } = words;
  return (
    <Details title={early.who(count)} open={count <= fewPeople}>
      {value !== null && (
        <>
          <ul>
            {value.rows.map(({ userId, name, email, userName, kept, lost }) => (
              <li key={userId}>
                {[
                  email === null ? name : `${name}, ${email}`,
                  early.kept([...(userName === null ? [] : [userName]), ...kept]),
                  early.lost(lost),
                ].join('')}
              </li>
            ))}
          </ul>
          <Pages total={value.total} from={from} size={pageSize} onFrom={setFrom} />
        </>
      )}
    </Details>
  );
}
