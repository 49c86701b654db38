import { useEffect, useRef } from 'react';
import type { RolloutPlan } from '../../../shared/rollout-plan';
import { Blockers } from '../../components/blockers';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useShownSome } from '../../components/shown-some';
import { Table } from '../../components/table';
import { PeoplePages } from './people-pages';
import { RingPeople } from './ring-people';
import { words } from './words';

/** The whole rollout in numbers: rings, accounts, licences, and who is left out and why. `isAsked`: made just now, to be read at once. */
export function PlanPart({ plan, isAsked }: { plan: RolloutPlan; isAsked: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // It comes below what was filled in, and the button that asked for it is gone.
  useEffect(() => {
    if (!isAsked) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [isAsked]);
  const { facts } = words.plan;
  const number = (count: number | null): string => count?.toLocaleString('en') ?? words.plan.notRead;
  const asked = (plan.newAccounts ?? plan.people) + (plan.reactivations ?? 0);
  // Where Oktopost was not read, accounts may be there.
  const overwrites = plan.links === null || plan.links + (plan.reactivations ?? 0) > 0;
  const left = plan.skipped.reduce((sum, { people }) => sum + people, 0);
  return (
    <Section title={words.plan.title} headingRef={heading}>
      <Blockers plan={plan} />
      {plan.warnings.map((warning) => (
        <Note key={warning} tone="amber">
          <p>{warning}</p>
        </Note>
      ))}
      <dl className="facts">
        <dt>{facts.people}</dt>
        <dd>{number(plan.people)}</dd>
        <dt>{facts.licences}</dt>
        <dd>
          {words.plan.licences(asked, plan.activeAccounts, plan.licences)}
          {asked !== plan.people && <p className="hint">{words.plan.licencesFor}</p>}
        </dd>
        <dt>{facts.newAccounts}</dt>
        <dd>{number(plan.newAccounts)}</dd>
        <dt>{facts.reactivations}</dt>
        <dd>{number(plan.reactivations)}</dd>
        <dt>{facts.links}</dt>
        <dd>{words.plan.links(number(plan.links), plan.linkNames, plan.links ?? 0)}</dd>
        <dt>{facts.renames}</dt>
        <dd>{number(plan.renames)}</dd>
        {overwrites && (
          <>
            <dt>{facts.overwritten}</dt>
            <dd>{plan.overwritten.join(', ')}</dd>
          </>
        )}
      </dl>
      <Rings plan={plan} />
      {left > 0 && <LeftOut plan={plan} count={left} />}
    </Section>
  );
}

function Rings({ plan: { id, rings, first } }: { plan: RolloutPlan }) {
  const { shown, more } = useShownSome(rings, 20);
  const { kinds, heads, ring: nameOf } = words.plan;
  return (
    <Details title={words.plan.rings(rings.length)} open={rings.length <= 5}>
      <Table caption={words.plan.title} heads={heads} widths={[18, 66, 16]}>
        {shown.map((ring, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
          <tr key={index}>
            <th scope="row">{nameOf(first + index)}</th>
            <td>
              <p>{ring.group === null ? kinds[ring.kind] : `${kinds.group} ${ring.group}`}</p>
              <RingPeople of="planned" ring={first + index} people={ring.people} version={id} />
            </td>
            <td>{ring.people.toLocaleString('en')}</td>
          </tr>
        ))}
      </Table>
      {more}
    </Details>
  );
}

function LeftOut({ plan, count }: { plan: RolloutPlan; count: number }) {
  return (
    <Details title={words.plan.skipped(count)}>
      <ul>
        {plan.skipped.map(({ reason, what, people }) => (
          <li key={reason}>
            {what}: {people.toLocaleString('en')}
          </li>
        ))}
      </ul>
      {plan.skipped.some(({ reason }) => reason === 'in-error' || reason === 'too-early') && (
        <p>{words.plan.repair}</p>
      )}
      <PeoplePages of="skipped" state={null} version={plan.id} />
    </Details>
  );
}
