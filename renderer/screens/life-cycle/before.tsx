import type { LifeCyclePlan } from '../../../shared/life-cycle';
import type { Finding } from '../../../shared/verification';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { FindingView } from '../../components/finding';
import { ChangeView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { words } from './words';
import { words as common } from '../../words/common';

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="runs">
      {findings.map((finding) => (
        <li key={finding.text}>
          <FindingView finding={finding} levels={words.before.levels} />
        </li>
      ))}
    </ul>
  );
}

/** On whom, what is written, and what stands in the way: what needs no attention is folded away. */
export function Before({
  plan,
  loading,
  onAgain,
}: {
  plan: LifeCyclePlan | null;
  loading: boolean;
  onAgain: () => void;
}) {
  const fine = plan?.findings.filter(({ level }) => level === 'ok') ?? [];
  const others = plan?.findings.filter(({ level }) => level !== 'ok') ?? [];
  return (
    <Section title={words.before.title}>
      {plan === null && loading && <p>{words.before.reading}</p>}
      {plan !== null && (
        <>
          <dl className="facts">
            <dt>{words.before.who}</dt>
            <dd>
              <code>{plan.user.email}</code>
            </dd>
          </dl>
          {others.length > 0 && <Findings findings={others} />}
          {fine.length > 0 && (
            <Details title={words.before.fine(fine.length)}>
              <Findings findings={fine} />
            </Details>
          )}
          <Details open title={words.before.plan(plan.phases.flatMap(({ changes }) => changes).length)}>
            {plan.phases.map(({ phase, changes, expected }) => (
              <Section key={phase} title={words.phases.names[phase]}>
                {changes.map((change) => (
                  <ChangeView key={change.id} change={change} />
                ))}
                <p className="hint">
                  {words.before.expected} {expected}
                </p>
              </Section>
            ))}
          </Details>
        </>
      )}
      <div className="actions">
        <Button kind="small" isPending={loading} onPress={onAgain}>
          {common.checkAgain}
        </Button>
      </div>
    </Section>
  );
}
