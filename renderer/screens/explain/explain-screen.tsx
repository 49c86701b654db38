import { useState } from 'react';
import type { Explained } from '../../../shared/explained';
import { Button } from '../../components/button';
import { Downloads } from '../../components/downloads';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { Groups } from './groups';
import { MessagesInput } from './messages-input';
import { SupportPart } from './support-part';
import { words } from './words';

/** Messages in, explanations out. What was explained last is kept by main; the pasted text is not. */
export function ExplainScreen() {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const last = useQuery('explain.last', {});
  const [now, setNow] = useState<Explained | null | undefined>(undefined);
  const { mode, test } = useSnapshot();
  const explained = now === undefined ? last.value : now;

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
            : words.state.explained(explained.messages)
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
        <MessagesInput onExplained={setNow} />
      ) : (
        <Section title={words.groups.title}>
          <p>{words.groups.from(explained)}</p>
          <Skipped skipped={explained.skipped} />
          <Groups explained={explained} />
          <People explained={explained} onLookedUp={setNow} />
          <Downloads name="explain.export" formats={words.csv} take={() => call('explain.export', {})} />
        </Section>
      )}
      {(explained !== null || mode !== 'unset') && (
        <SupportPart version={JSON.stringify([explained?.messages, test.verdict])} />
      )}
    </Screen>
  );
}

function Skipped({ skipped }: Pick<Explained, 'skipped'>) {
  const text = words.groups.skipped(skipped);
  return text === '' ? null : <p className="hint">{text}</p>;
}

/** Only where Okta is connected; a look-up only reads. */
function People({
  explained: { peopleTotal, lookedUp },
  onLookedUp,
}: {
  explained: Explained;
  onLookedUp: (explained: Explained) => void;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.lookUp');
  const { okta } = useSnapshot();
  if (peopleTotal === 0) return null;
  if (lookedUp !== null) return <output>{words.people.done(lookedUp, peopleTotal)}</output>;
  if (okta.state !== 'connected') return null;
  return (
    <div className="actions">
      <Button
        isPending={pending}
        onPress={() => {
          void call('explain.lookUp', {}).then((result) => {
            if (result.ok) onLookedUp(result.value);
          });
        }}
      >
        {words.people.action}
      </Button>
    </div>
  );
}
