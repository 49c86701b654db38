import { assertNever } from '../../../shared/errors';
import type { KnownBy, SummarySetting } from '../../../shared/summary';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { words } from './words';

/** The settings of one area. A value that is not the expected one says so. */
export function SettingsTable({
  area,
  settings,
}: {
  area: SummarySetting['area'];
  settings: SummarySetting[];
}) {
  if (settings.length === 0) return null;
  return (
    <Section title={words.areas[area]}>
      <Table caption={words.areas[area]} heads={words.heads} widths={[25, 33, 24, 18]}>
        {settings.map(({ setting, value, expected, source, known }) => (
          <tr key={setting}>
            <th scope="row">{setting}</th>
            <td>
              <code>{value}</code>
              {value !== expected && (
                <p>
                  <Toned tone="red">
                    {words.differs} <code>{expected}</code>
                  </Toned>
                </p>
              )}
            </td>
            <td>
              <Known known={known} />
            </td>
            <td>{words.sources[source]}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

function Known({ known }: { known: KnownBy }) {
  switch (known.how) {
    case 'read-back':
      return (
        <Toned tone="green">
          {words.known.read}, {dateTime(known.at)}
        </Toned>
      );
    case 'proven-by-test':
      return (
        <Toned tone="green">
          {words.known.proven} {known.user}, {dateTime(known.at)}
        </Toned>
      );
    case 'stated':
      return (
        <Toned tone="amber">
          {words.known.stated}, {dateTime(known.at)}
        </Toned>
      );
    case 'unknown':
      return <Toned tone="grey">{words.known.unknown}</Toned>;
    default:
      return assertNever(known);
  }
}
