import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was typed, in place of nothing. */
  fault?: ReactNode;
  isWide?: boolean;
  /** Draws the input with these properties. */
  children: (input: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A labelled input with what describes it: what is wrong, then the hint. */
export function Field({ label, hint, fault, isWide = false, children }: Props) {
  const id = useId();
  const faultId = `${id}-fault`;
  const hintId = `${id}-hint`;
  const described = [...(fault === undefined ? [] : [faultId]), ...(hint === undefined ? [] : [hintId])];
  return (
    <div className={isWide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.join(' ') || undefined,
        'aria-invalid': fault !== undefined,
      })}
      {fault !== undefined && (
        <div className="field-error" id={faultId}>
          {fault}
        </div>
      )}
      {hint !== undefined && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
