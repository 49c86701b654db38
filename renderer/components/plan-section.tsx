import { useRef, useState } from 'react';
import { Button } from './button';
import { Note } from './note';
import { hasWork, PlanView } from './plan-view';
import { Section } from './section';
import { useSnapshot } from '../store/context';
import type { PlanPreview } from '../store/use-plan';
import { planWords } from '../words/plan';

interface Props {
  preview: PlanPreview;
  words?: {
    readonly plan: string;
    readonly planEmpty: string;
    readonly reading: string;
    readonly disconnected: string;
    readonly again: string;
  };
}

/** What a plan will write, while it is read and after. */
export function PlanSection({ preview: { plan, loading, again }, words = planWords.section }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const connected = useSnapshot().okta.state === 'connected';
  // What was opened of it stays open while it is read again.
  const [last, setLast] = useState(plan);
  if (plan !== null && plan !== last) setLast(plan);
  const read = connected && !loading && (
    <div className="actions">
      <Button
        kind="small"
        onPress={() => {
          // What is read now comes below it; the button is at the end of what was read before.
          heading.current?.focus({ preventScroll: true });
          heading.current?.scrollIntoView({ block: 'start' });
          again();
        }}
      >
        {words.again}
      </Button>
    </div>
  );
  // Its preview failed, which the screen says.
  if (plan === null && connected && !loading) return read;
  const title = plan === null || hasWork(plan) || plan.blockers.length > 0 ? words.plan : words.planEmpty;
  return (
    <Section title={title} headingRef={heading}>
      {loading && <p>{words.reading}</p>}
      {!connected && (
        <Note tone="amber">
          <p>{words.disconnected}</p>
        </Note>
      )}
      {last !== null && (
        <div hidden={plan === null}>
          <PlanView plan={last} />
        </div>
      )}
      {read}
    </Section>
  );
}
