import type { Opened } from '../../shared/files';
import { destinations, regions } from '../../shared/oktopost';
import { Note } from './note';
import { dateTime } from './time';
import { words } from '../words/common';

/** The facts that an opened file states about itself. */
export function AboutFile({ opened }: { opened: Opened }) {
  const { file, org, appLabel, destination, region, at, by, practice } = opened;
  return (
    <>
      {practice && (
        <Note tone="grey">
          <p>{words.file.practice}</p>
        </Note>
      )}
      <dl className="facts">
        <dt>{words.file.name}</dt>
        <dd>{file}</dd>
        <dt>{words.file.org}</dt>
        <dd>
          {org.name !== null && `${org.name} · `}
          <code>{org.url}</code>
        </dd>
        {appLabel !== null && (
          <>
            <dt>{words.file.app}</dt>
            <dd>{appLabel}</dd>
          </>
        )}
        <dt>{words.file.oktopost}</dt>
        <dd>
          {destinations[destination].name} · {regions[region].name}
        </dd>
        <dt>{words.file.made}</dt>
        <dd>
          {dateTime(at)}
          {by !== null && ` · ${by}`}
        </dd>
      </dl>
    </>
  );
}
