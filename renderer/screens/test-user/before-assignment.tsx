import type { ReactNode } from 'react';
import type { PreCheck } from '../../../shared/verification';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { PlanView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { planWords } from '../../words/plan';
import { Panes } from './panes';
import { words as common } from '../../words/common';
import { words } from './words';
import type { Plan } from '../../../shared/plan';

interface Props {
  check: PreCheck | null;
  plan: Plan | null;
  loading: boolean;
  onAgain: () => void;
  /** The assignment all the same, where a finding says that it would fail. */
  anyway?: ReactNode;
}

/** What was found about the user, what Okta will send, and the plan of the assignment. */
export function BeforeAssignment({ check, plan, loading, onAgain, anyway }: Props) {
  const leadsAlready = check?.findings.some(({ screen }) => screen !== undefined && screen === plan?.step);
  return (
    <>
      <Section title={words.check.title}>
        {loading && check === null && <p>{words.check.reading}</p>}
        {check !== null && (
          <>
            <Panes findings={check.findings} result={null} />
            <Details title={words.check.predicted}>
              <pre className="body">{check.predictedBody}</pre>
            </Details>
          </>
        )}
        <div className="actions">
          <Button kind="small" isPending={loading} onPress={onAgain}>
            {common.checkAgain}
          </Button>
        </div>
      </Section>
      {plan !== null && (
        <Section title={planWords.section.plan}>
          <PlanView plan={leadsAlready ? { ...plan, step: null } : plan} />
          {anyway}
        </Section>
      )}
    </>
  );
}
