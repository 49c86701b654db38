import { useId } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors';

interface Props {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was typed. */
  fault?: string | undefined;
  /** Why main refused it, and what to do. Announced at once. */
  error?: Pick<AppError, 'message' | 'next'> | undefined;
  isWide?: boolean;
  /** Draws the input with these properties. */
  children: (input: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A labelled input with what describes it: what is wrong, then the hint. */
export function Field({ label, hint, fault, error, isWide = false, children }: Props) {
  const id = useId();
  const faultId = `${id}-fault`;
  const hintId = `${id}-hint`;
  const isFaulty = fault !== undefined || error !== undefined;
  const described = [...(isFaulty ? [faultId] : []), ...(hint === undefined ? [] : [hintId])];
  return (
    <div className={isWide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.join(' ') || undefined,
        'aria-invalid': isFaulty,
      })}
      {isFaulty && (
        <p className="field-error" id={faultId} role={error === undefined ? undefined : 'alert'}>
          {error === undefined ? fault : `${error.message} ${error.next}`}
        </p>
      )}
      {hint !== undefined && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
