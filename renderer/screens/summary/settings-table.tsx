import { assertNever } from '../../../shared/errors';
import { fromTo } from '../../../shared/logged-change';
import type { LoggedChange } from '../../../shared/logged-change';
import { labelOf, labelWithin, shownValue } from '../../../shared/settings';
import type { SettingArea } from '../../../shared/settings';
import type { KnownBy, SummarySetting } from '../../../shared/summary';
import { Breaking, Code } from '../../components/code';
import { Details } from '../../components/details';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { words } from './words';

/** The settings of one area; closed while each is as expected. A value that is not the expected one says so. */
export function SettingsTable({
  area,
  settings,
}: {
  area: SettingArea;
  settings: readonly SummarySetting[];
}) {
  if (settings.length === 0) return null;
  const name = words.areas[area];
  const table = (
    <Table caption={name} heads={words.heads} widths={[34, 40, 26]}>
      {settings.map(({ setting, value, expected, source, known, change }) => (
        <tr key={setting}>
          <th scope="row">
            {labelWithin(setting)}
            <p className="source">{words.sources[source]}</p>
          </th>
          <td>
            <Code>{shownValue(setting, value)}</Code>
            {value !== expected && (
              <p>
                <Toned tone={known.how === 'unknown' ? 'grey' : 'red'}>
                  {words.differs} <Code>{shownValue(setting, expected)}</Code>
                </Toned>
              </p>
            )}
          </td>
          <td>
            <Known known={known} wrong={value !== expected} />
            {change !== null && <p className="source">{changeWords(change)}</p>}
          </td>
        </tr>
      ))}
    </Table>
  );
  const asExpected = settings.every(({ value, expected }) => value === expected);
  if (!asExpected) return <Section title={name}>{table}</Section>;
  return <Details title={words.asExpected(name, settings.length)}>{table}</Details>;
}

/** The settings that are known only by a test or a statement. */
export function NotShown({ settings }: { settings: readonly SummarySetting[] }) {
  const rows = settings.filter(({ known }) => known.how !== 'read-back');
  return (
    <Section title={words.notShown.title}>
      {rows.length === 0 ? (
        <p>{words.notShown.nothing}</p>
      ) : (
        <Table caption={words.notShown.title} heads={words.notShown.heads} widths={[26, 32, 42]}>
          {rows.map(({ setting, value, expected, known, change }) => (
            <tr key={setting}>
              <th scope="row">{labelOf(setting)}</th>
              <td>
                <Code>{shownValue(setting, value)}</Code>
              </td>
              <td>
                <Known known={known} wrong={value !== expected} />
                {change !== null && <p className="source">{changeWords(change)}</p>}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

const changeWords = ({ who, at, from, to, eventId }: LoggedChange): string =>
  words.change(who, dateTime(at), fromTo({ from, to }), eventId);

/** How a value is known. Green only where it was read and is as it should be. */
function Known({ known, wrong }: { known: KnownBy; wrong: boolean }) {
  const tone = wrong ? 'grey' : 'green';
  switch (known.how) {
    case 'read-back':
      // Read for this summary, which states when it was created.
      return <Toned tone={tone}>{words.known.read}</Toned>;
    case 'proven-by-test':
      return (
        <Toned tone={tone}>
          {words.known.proven} <Breaking>{known.user}</Breaking>, {dateTime(known.at)}
        </Toned>
      );
    case 'stated':
      return (
        <Toned tone="amber">
          {words.known.stated} {known.by ?? words.known.anAdmin}, {dateTime(known.at)}
        </Toned>
      );
    case 'read-in-log':
      return <Toned tone={tone}>{words.known.inLog}</Toned>;
    case 'unknown':
      return <Toned tone="grey">{words.known.unknown}</Toned>;
    default:
      return assertNever(known);
  }
}
