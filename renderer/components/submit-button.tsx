import type { ReactNode } from 'react';
import { Button, WritesToOkta } from './button';

interface Props {
  /** Id of the screen's form. */
  form: string;
  /** Whether something is entered that can be sent. */
  canSubmit: boolean;
  isPending: boolean;
  /** Something is written to Okta once it is sent. */
  writes?: boolean;
  children: ReactNode;
}

/** Sends the form of a screen from the bar below it. */
export function SubmitButton({ form, canSubmit, isPending, writes = false, children }: Props) {
  return (
    <>
      {writes && <WritesToOkta />}
      <Button
        kind={writes ? 'write' : 'primary'}
        type="submit"
        form={form}
        isDisabled={!canSubmit}
        isPending={isPending}
      >
        {children}
      </Button>
    </>
  );
}
