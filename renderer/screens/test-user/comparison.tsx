import type { AttributeRow } from '../../../shared/verification';
import { Breaking, Code } from '../../components/code';
import { Details } from '../../components/details';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { useIsAsked } from '../../store/is-asked';
import { words } from './words';
import { notRead, readRight, readWrong } from '../../components/known-tone';

const tones: Record<AttributeRow['state'], Tone> = {
  same: readRight,
  different: readWrong,
  'not-there-yet': 'blue',
  'cannot-be-read': notRead,
};

/** Closed where every attribute is as expected. */
export function Comparison({ rows }: { rows: readonly AttributeRow[] }) {
  if (rows.every(({ state }) => state === 'same')) {
    return (
      <Details title={words.compare.same(rows.length)}>
        <AttributeTable rows={rows} />
      </Details>
    );
  }
  return (
    <Section title={words.compare.title}>
      <AttributeTable rows={rows} />
    </Section>
  );
}

export function AttributeTable({ rows }: { rows: readonly AttributeRow[] }) {
  const isAsked = useIsAsked();
  // A column without values leaves its room to the addresses.
  const widths = rows.every(({ oktopost }) => oktopost === null)
    ? [18, 26, 26, 13, 17]
    : [18, 21, 21, 19, 21];
  return (
    <Table caption={words.compare.title} heads={words.compare.heads} widths={widths}>
      {rows.map(({ attribute, expected, okta, oktopost, state }) => (
        <tr key={attribute}>
          <th scope="row">
            <Breaking>{attribute}</Breaking>
          </th>
          <td>
            <Code>{expected}</Code>
          </td>
          <td>
            <Reported value={okta} />
          </td>
          <td>
            <Reported value={oktopost} isAsked={isAsked} />
          </td>
          <td>
            <Toned tone={tones[state]}>
              {state === 'cannot-be-read' && okta === expected
                ? words.compare.sameInOkta
                : words.compare.states[state]}
            </Toned>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Reported({ value, isAsked = true }: { value: string | null; isAsked?: boolean }) {
  if (value !== null) return <Code>{value}</Code>;
  return <span className="muted">{isAsked ? words.compare.notReported : words.compare.notAsked}</span>;
}
