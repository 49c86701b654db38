import type { Opened } from '../../../shared/files';
import { destinations, regions } from '../../../shared/oktopost';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { OpenFile } from '../../components/open-file';
import { Section } from '../../components/section';
import { dateTime } from '../../components/time';
import { BeginAnother } from '../../shell/begin-another';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';

/** The way to open an exported file, and what one that was opened can be used for. */
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
      <Template opened={opened} />
      <div className="actions">
        <Button kind="quiet" onPress={() => void call('file.close', {})}>
          {words.file.close}
        </Button>
      </div>
    </div>
  );
}

/** What the file says of itself. */
function AboutFile({ opened }: { opened: Opened }) {
  const { about } = words.file;
  const { file, org, appLabel, destination, region, at, by, practice } = opened;
  return (
    <>
      {practice && (
        <Note tone="amber">
          <p>{about.practice}</p>
        </Note>
      )}
      <dl className="facts">
        <dt>{about.file}</dt>
        <dd>{file}</dd>
        <dt>{about.org}</dt>
        <dd>
          {org.name !== null && `${org.name} · `}
          <code>{org.url}</code>
        </dd>
        {appLabel !== null && (
          <>
            <dt>{about.app}</dt>
            <dd>{appLabel}</dd>
          </>
        )}
        <dt>{about.oktopost}</dt>
        <dd>
          {destinations[destination].name} · {regions[region].name}
        </dd>
        <dt>{about.made}</dt>
        <dd>
          {dateTime(at)}
          {by !== null && ` · ${by}`}
        </dd>
      </dl>
    </>
  );
}

/** A summary as the template of a set-up in another org: what is taken over stands there before it begins. */
function Template({ opened: { taken, notTaken } }: { opened: Extract<Opened, { kind: 'summary' }> }) {
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
