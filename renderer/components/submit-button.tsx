import type { ReactNode } from 'react';
import { Button } from './button';

interface Props {
  /** Id of the screen's form. */
  form: string;
  /** Whether something is entered that can be sent. */
  canSubmit: boolean;
  isPending: boolean;
  children: ReactNode;
}

/** Sends the form of a screen from the bar below it. */
export function SubmitButton({ form, canSubmit, isPending, children }: Props) {
  return (
    <Button kind="primary" type="submit" form={form} isDisabled={!canSubmit} isPending={isPending}>
      {children}
    </Button>
  );
}
