import { readBackWords } from '../words/read-back';
import { Breaking } from './code';

/** Who did it, in a cell. Null: Okta does not report it. */
export function Who({ children }: { children: string | null }) {
  return children === null ? (
    <span className="muted">{readBackWords.checks.notReported}</span>
  ) : (
    <Breaking>{children}</Breaking>
  );
}
