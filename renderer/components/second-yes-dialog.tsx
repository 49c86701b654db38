import { Button } from './button';
import { Dialog } from './dialog';

interface Props {
  words: { title: string; yes: string; no: string };
  /** Admins of Okta who are changed, a sentence each. */
  lockOut: readonly string[];
  open: { is: boolean; onChange: (open: boolean) => void };
  onYes: () => void;
}

/** Asks once more before an admin of Okta is changed. */
export function SecondYesDialog({ words, lockOut, open, onYes }: Props) {
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
              kind="write"
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
