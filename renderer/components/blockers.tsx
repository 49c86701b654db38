import type { Plan } from '../../shared/plan';
import { GoTo } from './go-to';
import { Note } from './note';

/** What stops a plan, with the way to the step that settles it. */
export function Blockers({ plan: { blockers, step } }: { plan: Pick<Plan, 'blockers' | 'step'> }) {
  return (
    <>
      {blockers.map((blocker, index) => (
        <Note key={blocker} tone="amber">
          <p>{blocker}</p>
          {step !== null && index === 0 && <GoTo screen={step} />}
        </Note>
      ))}
    </>
  );
}
