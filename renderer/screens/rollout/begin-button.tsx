import { useEffect, useRef, useState } from 'react';
import { useSnapshot } from '../../store/context';
import { planWords } from '../../words/plan';
import { Button, WritesToOkta } from '../../components/button';
import { SecondQuestion, SecondYesDialog } from '../../components/second-yes-dialog';
import { useRefused } from './use-refused';
import { words } from './words';

interface Props {
  action: string;
  /** What needs a second yes, a sentence each. */
  lockOut: readonly string[];
  isDisabled: boolean;
  isPending: boolean;
  onYes: (secondYes: boolean) => void;
  /** Within a dialog: asks in place of what that shows (`useBeginQuestion`), instead of in another dialog. */
  onAsk?: () => void;
}

/** Begins something that writes; where something needs a second yes, or Oktopost refused what Okta sent last, it asks once more. */
export function BeginButton({ action, lockOut, isDisabled, isPending, onYes, onAsk }: Props) {
  const { planOnly } = useSnapshot();
  const refused = useRefused();
  const asks = [...refused, ...lockOut];
  const [asking, setAsking] = useState(false);
  const ask = (): void => {
    setAsking(true);
  };
  return (
    <>
      <span className="write-action">
        {planOnly ? <span className="muted">{planWords.planOnly.hint}</span> : <WritesToOkta />}
        <Button
          kind="write"
          isDisabled={isDisabled || planOnly}
          isPending={isPending}
          onPress={() => {
            if (asks.length > 0) (onAsk ?? ask)();
            else onYes(false);
          }}
        >
          {action}
        </Button>
      </span>
      <SecondYesDialog
        words={words.secondYes}
        lockOut={asks}
        open={{ is: asking, onChange: setAsking }}
        onYes={() => {
          onYes(true);
        }}
      />
    </>
  );
}

/**
 * Within a dialog: the question that takes the place of its content once the button asks (`onAsk`); null until then, and again when it
 * was not begun.
 */
export function useBeginQuestion(lockOut: readonly string[], begin: (secondYes: true) => Promise<unknown>) {
  const [isAsked, setAsked] = useState(false);
  const close = (): void => {
    setAsked(false);
  };
  return {
    onAsk: () => {
      setAsked(true);
    },
    question: isAsked ? (
      <BeginQuestion lockOut={lockOut} onNo={close} onYes={() => void begin(true).then(close)} />
    ) : null,
  };
}

function BeginQuestion({
  lockOut,
  onNo,
  onYes,
}: Pick<Props, 'lockOut'> & { onNo: () => void; onYes: () => void }) {
  const refused = useRefused();
  const no = useRef<HTMLButtonElement>(null);
  // What had the focus is not there any more.
  useEffect(() => {
    no.current?.focus();
  }, []);
  return (
    <SecondQuestion
      words={words.secondYes}
      lockOut={[...refused, ...lockOut]}
      no={no}
      onNo={onNo}
      onYes={onYes}
    />
  );
}
