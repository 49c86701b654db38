import { Button } from './button';
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

/** Asks once more before an admin of Okta is changed, or something is lost. */
export function SecondYesDialog({ words, lockOut, writes = true, open, onYes }: Props) {
  return (
    <Dialog title={words.title} role="alertdialog" open={open}>
      {(close) => (
        <>
          {lockOut.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <div className="actions">
            <Button onPress={close}>{words.no}</Button>
            <Button
              kind={writes ? 'write' : 'plain'}
              onPress={() => {
                close();
                onYes();
              }}
            >
              {words.yes}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
