import type { AppError } from '../../shared/errors';

/** What is wrong with a field, next to it, and what to do. Announced at once. */
export function FieldError({ id, error }: { id?: string; error: Pick<AppError, 'message' | 'next'> }) {
  return (
    <p className="field-error" role="alert" id={id}>
      {error.message} {error.next}
    </p>
  );
}
