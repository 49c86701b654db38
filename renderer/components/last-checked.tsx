import { readBackWords } from '../words/read-back';
import { Ago } from './ago';

/** When Okta was read for what stands above; nothing where that is not known. */
export function LastChecked({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <p className="muted">
      {readBackWords.look.read} <Ago at={at} />.
    </p>
  );
}
