import type { Explained } from '../../../shared/explained';
import { Button } from '../../components/button';
import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { Groups } from './groups';
import { words } from './words';

/** What was explained: the causes, the people of them, and the CSV. */
export function ExplainedPart({
  explained,
  onExplained,
}: {
  explained: Explained;
  onExplained: (explained: Explained) => void;
}) {
  const call = useApp((state) => state.call);
  return (
    <Section title={words.groups.title}>
      <p>{words.groups.from(explained)}</p>
      <Skipped skipped={explained.skipped} />
      <Groups explained={explained} />
      <People explained={explained} onLookedUp={onExplained} />
      <Downloads name="explain.export" formats={words.csv} take={() => call('explain.export', {})} />
    </Section>
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
  if (peopleTotal === 0 || (lookedUp === null && okta.state !== 'connected')) return null;
  return (
    <div className="actions">
      {lookedUp === null && (
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
      )}
      {/* There before its text is: a screen reader tells of the change. */}
      <output>{lookedUp !== null && words.people.done(lookedUp, peopleTotal)}</output>
    </div>
  );
}
