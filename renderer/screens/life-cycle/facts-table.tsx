import type { LifeCycleFact } from '../../../shared/life-cycle';
import { Code } from '../../components/code';
import { readRight } from '../../components/known-tone';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Table } from '../../components/table';
import { words } from './words';

const tones: Record<LifeCycleFact['state'], Tone> = {
  same: readRight,
  different: 'red',
  'cannot-be-read': 'grey',
};

/** Expected beside actual, in Okta and at Oktopost. */
export function FactsTable({ caption, facts }: { caption: string; facts: readonly LifeCycleFact[] }) {
  return (
    <Table caption={caption} heads={words.facts.heads} widths={[22, 29, 29, 20]}>
      {facts.map(({ where, what, expected, actual, state }) => (
        <tr key={`${where} ${what}`}>
          <th scope="row">
            {words.facts.places[where]}, {words.facts.names[what]}
          </th>
          <td>
            <Code>{expected}</Code>
          </td>
          <td>
            {actual === null ? <span className="muted">{words.facts.none}</span> : <Code>{actual}</Code>}
          </td>
          <td>
            <Toned tone={tones[state]}>{words.facts.states[state]}</Toned>
          </td>
        </tr>
      ))}
    </Table>
  );
}
