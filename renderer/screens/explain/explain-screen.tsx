import { useState } from 'react';
import type { Explained } from '../../../shared/explained';
import { Button } from '../../components/button';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot, useTyped } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { ExplainedPart } from './explained-part';
import { MessagesInput } from './messages-input';
import { SupportPart } from './support-part';
import { words } from './words';

/** Messages in, explanations out. What was explained last is kept by main; the pasted text until then. */
export function ExplainScreen() {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const last = useQuery('explain.last', {});
  const [now, setNow] = useState<Explained | null | undefined>(undefined);
  const { mode, test } = useSnapshot();
  const [text, type] = useTyped('explain');
  // Handed over by another screen, or left here before: it comes before what was explained last.
  const [isTyped, setTyped] = useState(text !== '');
  const explained = isTyped ? null : now === undefined ? last.value : now;

  const forget = async (): Promise<void> => {
    await call('explain.forget', {});
    setNow(null);
  };
  return (
    <Screen
      id="explain"
      title={words.title}
      lead={words.lead}
      state={
        pending
          ? words.state.reading
          : explained === null
            ? words.state.nothing
            : words.state.explained(explained)
      }
      primary={
        explained !== null && (
          <Button kind="primary" onPress={() => void forget()}>
            {words.another}
          </Button>
        )
      }
    >
      {explained === null ? (
        <MessagesInput
          onExplained={(read) => {
            type('');
            setTyped(false);
            setNow(read);
          }}
        />
      ) : (
        <ExplainedPart explained={explained} onExplained={setNow} />
      )}
      {(explained !== null || mode !== 'unset') && (
        <SupportPart version={JSON.stringify([explained?.messages, test.verdict])} />
      )}
    </Screen>
  );
}
