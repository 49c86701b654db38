import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RepairPlan } from '../../../shared/repair';
import { Blockers } from '../../components/blockers';
import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { Pages } from '../../components/pages';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useKept } from '../../store/use-kept';
import { useQuery } from '../../store/use-query';
import { BeginButton, useBeginQuestion } from './begin-button';
import { pageSize } from './people-pages';
import { words } from './words';

interface Props {
  plan: RepairPlan;
  /** Beside the button that begins, or alone. */
  no?: ReactNode;
  onBegun: () => void;
}

/** Whom a repair unassigns and assigns again, for how long, and what it does at Oktopost; and whom it cannot repair. */
export function RepairPlanView({ plan, no, onBegun }: Props) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.repair');
  const { repair } = words;
  const { rollout } = useSnapshot();
  const course = rollout.repair;
  const { of, direct, notAssigned, inactive, gone, accounts, byGroup, planId } = plan;
  const begin = async (secondYes: boolean): Promise<void> => {
    const { ok } = await call('rollout.repair', { planId: planId ?? '', secondYes });
    if (ok) onBegun();
  };
  const { question, onAsk } = useBeginQuestion(plan.lockOut, begin);
  if (question !== null) return question;
  return (
    <>
      {direct === 0 && byGroup === 0 && plan.warnings.length === 0 && <p>{repair.none[of.kind]}</p>}
      {plan.warnings.map((warning) => (
        <Note key={warning} tone="amber">
          <p>{warning}</p>
        </Note>
      ))}
      {direct > 0 && (
        <>
          <h3>{words.people(direct)}</h3>
          {no !== undefined && course?.state === 'paused' && course.failed > 0 && (
            <p>{repair.failed(course)}</p>
          )}
          {direct > notAssigned && <p>{repair.text(plan.waitSeconds, direct)}</p>}
          {notAssigned > 0 && <p>{repair.notAssigned(notAssigned)}</p>}
          {inactive > 0 && <p>{repair.inactive(inactive)}</p>}
          {gone > 0 && <p>{repair.gone(gone)}</p>}
          {of.kind !== 'too-early' && direct > notAssigned + inactive + gone && <p>{repair.pushFailed}</p>}
          <p>{accounts === null ? repair.accountsNotRead : repair.accounts(accounts)}</p>
          <Rows by="direct" plan={plan} />
          <Blockers plan={plan} />
        </>
      )}
      {byGroup > 0 && <ByGroup plan={plan} />}
      {(direct > 0 || no !== undefined) && (
        <div className="actions">
          {no}
          {direct > 0 && (
            <BeginButton
              action={repair.begin(direct, direct === notAssigned)}
              lockOut={plan.lockOut}
              isDisabled={plan.blockers.length > 0}
              isPending={pending}
              onYes={(secondYes) => void begin(secondYes)}
              onAsk={onAsk}
            />
          )}
        </div>
      )}
    </>
  );
}

function ByGroup({ plan }: { plan: RepairPlan }) {
  const { oktaAssignments } = useSnapshot().links;
  const { repair } = words;
  return (
    <>
      <h3>{repair.group(plan.byGroup)}</h3>
      {plan.groupReasons.map((reason) => (
        <p key={reason}>{repair.groupReason[reason](plan.first)}</p>
      ))}
      {!plan.groupReasons.every((reason) => reason === 'push-failed') && oktaAssignments !== null && (
        <div className="actions">
          <OutsideLink href={oktaAssignments} look="button">
            {repair.link}
          </OutsideLink>
        </div>
      )}
      <Rows by="group" plan={plan} />
      <ul>
        {plan.groups.map(({ id, name, waiting, wouldDeactivate }) => (
          <li key={id}>{repair.groupCost(name, waiting, wouldDeactivate)}</li>
        ))}
      </ul>
    </>
  );
}

/** So many are named without being asked. */
const fewPeople = 10;

/** Everyone who was found, with what each keeps and loses. */
function Rows({ by, plan }: { by: 'direct' | 'group'; plan: RepairPlan }) {
  const [from, setFrom] = useState(0);
  const count = by === 'direct' ? plan.direct : plan.byGroup;
  const version = JSON.stringify([plan.of, plan.planId, plan.direct, plan.byGroup]);
  const { value } = useQuery('rollout.repairRows', { by, from, count: pageSize }, version);
  const shown = useKept(value, version);
  const { repair } = words;
  return (
    <Details title={repair.who(count)} open={count <= fewPeople}>
      {shown !== null && (
        <>
          <ul>
            {shown.rows.map(({ userId, name, email, userName, kept, lost }) => (
              <li key={userId}>
                {[
                  email === null ? name : `${name}, ${email}`,
                  repair.kept([...(userName === null ? [] : [userName]), ...kept]),
                  repair.lost(lost),
                ].join('')}
              </li>
            ))}
          </ul>
          <Pages total={shown.total} from={from} size={pageSize} onFrom={setFrom} />
        </>
      )}
    </Details>
  );
}
