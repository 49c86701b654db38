import { assertNever } from '../../shared/errors';
import type { Check } from '../../shared/setup';
import { Toned } from './note';
import { Table } from './table';
import { words } from './words';

function CheckState({ state }: { state: Check['state'] }) {
  switch (state) {
    case 'same':
      return <Toned tone="green">{words.checks.states.same}</Toned>;
    case 'different':
      return <Toned tone="red">{words.checks.states.different}</Toned>;
    case 'cannot-be-read':
      return <Toned tone="grey">{words.checks.states['cannot-be-read']}</Toned>;
    default:
      return assertNever(state);
  }
}

/** Expected beside actual, as read back. */
export function Checks({ caption, checks }: { caption: string; checks: readonly Check[] }) {
  return (
    <Table caption={caption} heads={words.checks.heads} widths={[24, 26, 24, 26]}>
      {checks.map(({ setting, expected, actual, state, next }) => (
        <tr key={setting}>
          <th scope="row">{setting}</th>
          <td>
            <code>{expected}</code>
          </td>
          <td>
            {actual === null ? <span className="muted">{words.checks.notTold}</span> : <code>{actual}</code>}
          </td>
          <td>
            <CheckState state={state} />
            {next !== null && <p>{next}</p>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
