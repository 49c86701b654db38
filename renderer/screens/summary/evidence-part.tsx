import type { Summary } from '../../../shared/summary';
import { Details } from '../../components/details';
import { Note } from '../../components/note';
import { useShownSome } from '../../components/shown-some';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { Who } from '../../components/who';
import { readBackWords } from '../../words/read-back';
import { words } from './words';

/** Who did what and when; closed, as it is long, and the beginning of it at first. */
export function EvidencePart({ evidence, systemLog }: Pick<Summary, 'evidence' | 'systemLog'>) {
  const { evidence: said } = words;
  const { shown, more } = useShownSome(evidence);
  return (
    <Details title={said.title(evidence.length)}>
      {systemLog === 'cannot-be-read' && (
        <Note tone="amber">
          <p>{said.unread}</p>
        </Note>
      )}
      {evidence.length > 0 && (
        <Table caption={said.caption} heads={said.heads} widths={[17, 17, 27, 15, 24]}>
          {shown.map(({ at, source, who, what, result, id }) => (
            <tr key={`${source} ${id} ${what}`}>
              <td>{dateTime(at)}</td>
              <td>
                <Who>{who}</Who>
              </td>
              <td>{what}</td>
              <td>{result ?? <span className="muted">{readBackWords.checks.notReported}</span>}</td>
              <td>
                {said.sources[source]} <code>{id}</code>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {more}
    </Details>
  );
}
