import { assertNever } from '../../shared/errors';
import type { Check } from '../../shared/setup';
import { Code } from './code';
import { Details } from './details';
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

/** From this many on, settings that are alike and as expected are one line that can be opened. */
const many = 5;

/** Expected beside actual, as read back. */
export function Checks({ caption, checks }: { caption: string; checks: readonly Check[] }) {
  const alike = alikeIn(checks);
  const single = checks.filter((check) => !alike.get(check.expected)?.includes(check));
  return (
    <>
      {single.length > 0 && <CheckTable caption={caption} checks={single} />}
      {[...alike].map(([expected, rows]) => {
        const title = words.checks.alike(rows.length, expected);
        return (
          <Details key={expected} title={title}>
            <CheckTable caption={title} checks={rows} />
          </Details>
        );
      })}
    </>
  );
}

/** What is as expected, by what is expected. */
function alikeIn(checks: readonly Check[]): Map<string, Check[]> {
  const found = new Map<string, Check[]>();
  for (const check of checks) {
    if (check.state !== 'same') continue;
    found.set(check.expected, [...(found.get(check.expected) ?? []), check]);
  }
  return new Map([...found].filter(([, rows]) => rows.length >= many));
}

function CheckTable({ caption, checks }: { caption: string; checks: readonly Check[] }) {
  return (
    <Table caption={caption} heads={words.checks.heads} widths={[24, 29, 29, 18]}>
      {checks.map(({ setting, expected, actual, state, next, changed }) => (
        <tr key={setting}>
          <th scope="row">{setting}</th>
          <td>
            <Code>{expected}</Code>
          </td>
          <td>
            {actual === null ? <span className="muted">{words.checks.notTold}</span> : <Code>{actual}</Code>}
          </td>
          <td>
            <CheckState state={state} />
            {changed !== undefined && <p>{changed}</p>}
            {next !== null && <p>{next}</p>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
