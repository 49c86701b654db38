import { useSnapshot } from '../../store/context';
import { words } from './words';

/** The steps that tell when Okta can send nobody. */
const steps = ['connection', 'authenticate'] as const;

/** The step that mends what Oktopost refused; null: it refuses nothing. */
export function useRefusedStep(): (typeof steps)[number] | null {
  const { guided } = useSnapshot();
  return steps.find((step) => guided[step].known === 'lost') ?? null;
}

/** What is known to stand in the way of whatever Okta sends next, as sentences; empty where nothing is. */
export function useRefused(): string[] {
  const { guided } = useSnapshot();
  const found = steps.flatMap((step) => {
    const { known, finding } = guided[step];
    return known === 'lost' && finding !== null ? finding.text : [];
  });
  return found.length === 0 ? [] : [...found, words.refused.text];
}
