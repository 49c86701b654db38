import type { Ref } from 'react';
import { Button, WritesToOkta } from './button';
import { Dialog } from './dialog';

interface Props {
  words: { title: string; yes: string; no: string };
  /** What is to be minded, a sentence each: for a plan the admins of Okta who are changed. */
  lockOut: readonly string[];
  /** Whether what is asked for writes to Okta. */
  writes?: boolean;
  open: { is: boolean; onChange: (open: boolean) => void };
  onYes: () => void;
}

/** Asks once more before an admin of Okta is changed, or something is lost. Keeping things as they are is the main button. */
export function SecondYesDialog({ words, lockOut, writes = true, open, onYes }: Props) {
  return (
    <Dialog title={words.title} role="alertdialog" open={open}>
      {(close) => (
        <SecondQuestion
          words={words}
          lockOut={lockOut}
          writes={writes}
          onNo={close}
          onYes={() => {
            close();
            onYes();
          }}
        />
      )}
    </Dialog>
  );
}

/** The question itself, in place of what a dialog showed before. */
export function SecondQuestion({
  words,
  lockOut,
  writes = true,
  no = null,
  onNo,
  onYes,
}: Omit<Props, 'open' | 'words'> & {
  words: Pick<Props['words'], 'yes' | 'no'>;
  /** The button that keeps things as they are. */
  no?: Ref<HTMLButtonElement>;
  onNo: () => void;
}) {
  return (
    <>
      {lockOut.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className="actions">
        <Button kind="primary" ref={no} onPress={onNo}>
          {words.no}
        </Button>
        {writes && <WritesToOkta />}
        <Button onPress={onYes}>{words.yes}</Button>
      </div>
    </>
  );
}
