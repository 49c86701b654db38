import type { ReactNode } from 'react';
import type { Finding, PreCheck } from '../../../shared/verification';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { notRead, readRight } from '../../components/known-tone';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { PlanView } from '../../components/plan-view';
import { Section } from '../../components/section';
import { planWords } from '../../words/plan';
import { words } from './words';
import type { Plan } from '../../../shared/plan';

const tones: Record<Finding['level'], Tone> = {
  ok: readRight,
  warn: 'amber',
  block: 'red',
  unknown: notRead,
};

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
  return (
    <>
      <Section title={words.check.title}>
        {loading && check === null && <p>{words.check.reading}</p>}
        {check !== null && (
          <>
            <ul className="runs">
              {check.findings.map(({ level, text, next }) => (
                <li key={text}>
                  <Toned tone={tones[level]}>
                    <strong>{words.check.levels[level]}:</strong> {text}
                  </Toned>
                  {next !== null && <p className="finding-next">{next}</p>}
                </li>
              ))}
            </ul>
            <Details title={words.check.predicted}>
              <pre className="body">{check.predictedBody}</pre>
            </Details>
          </>
        )}
        <div className="actions">
          <Button kind="small" isPending={loading} onPress={onAgain}>
            {words.check.again}
          </Button>
        </div>
      </Section>
      {plan !== null && (
        <Section title={planWords.section.plan}>
          <PlanView plan={plan} />
          {anyway}
        </Section>
      )}
    </>
  );
}
