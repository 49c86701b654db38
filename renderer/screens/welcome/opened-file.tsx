import type { Opened } from '../../../shared/files';
import { AboutFile } from '../../components/about-file';
import { Button } from '../../components/button';
import { OpenFile } from '../../components/open-file';
import { Section } from '../../components/section';
import { BeginAnother } from '../../shell/begin-another';
import { words as shell } from '../../shell/words';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';

/** Opens an exported file, and shows what it can be used for. */
export function FilePart() {
  const { opened } = useSnapshot();
  return (
    <Section title={words.file.title}>
      {opened === null ? <OpenFile hint={words.file.hint} /> : <OpenedFile opened={opened} />}
    </Section>
  );
}

function OpenedFile({ opened }: { opened: Opened }) {
  const call = useApp((state) => state.call);
  return (
    <div className="card">
      <h3>{words.file.kinds[opened.kind]}</h3>
      <AboutFile opened={opened} />
      {opened.kind === 'summary' ? <Template opened={opened} /> : <TakeOver opened={opened} />}
      <div className="actions">
        <Button kind="quiet" onPress={() => void call('file.close', {})}>
          {words.file.close}
        </Button>
      </div>
    </div>
  );
}

type OpenOf<K extends Opened['kind']> = Extract<Opened, { kind: K }>;

/** A saved set-up: continues here once the user agrees. */
function TakeOver({
  opened: { changes, isUndone, skippedLines, practice, isOpenHere },
}: {
  opened: OpenOf<'saved-setup'>;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('file.takeOver');
  const { takeOver } = words.file;
  if (isOpenHere) return <p>{takeOver.openHere}</p>;
  return (
    <div className="stack">
      <p>
        {takeOver.changes(changes, skippedLines)} {isUndone && shell.band.changed.undone}
      </p>
      {skippedLines > 0 && <p>{takeOver.skipped(skippedLines)}</p>}
      <p>{practice ? takeOver.practice : takeOver.real}</p>
      <div className="actions">
        <BeginAnother
          kind="primary"
          isPending={pending}
          onBegin={(replace) => call('file.takeOver', { replace })}
        >
          {takeOver.action}
        </BeginAnother>
      </div>
    </div>
  );
}

/** A summary as the template of a set-up in another org; shows what is copied before it starts. */
function Template({ opened: { taken, notTaken } }: { opened: OpenOf<'summary'> }) {
  const call = useApp((state) => state.call);
  const pending = usePending('file.replay');
  const { practiceAvailable } = useSnapshot().assistant;
  const { template } = words.file;
  const begin = (mode: 'practice' | 'real') => (replace: boolean) => call('file.replay', { mode, replace });
  return (
    <div className="stack">
      <h4>{template.title}</h4>
      <p>{template.text}</p>
      <dl className="facts">
        {taken.map(({ what, value }) => (
          <FactRow key={what} what={what} value={value} />
        ))}
      </dl>
      <p>{template.notTaken}</p>
      <ul className="bullets">
        {notTaken.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="actions">
        <BeginAnother isPending={pending} onBegin={begin('real')}>
          {template.real}
        </BeginAnother>
        {practiceAvailable && (
          <BeginAnother isPending={pending} onBegin={begin('practice')}>
            {template.practice}
          </BeginAnother>
        )}
      </div>
    </div>
  );
}

function FactRow({ what, value }: { what: string; value: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>{value}</dd>
    </>
  );
}
