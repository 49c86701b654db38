import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { words } from './words';
import { labelOf } from '../../../shared/settings';
import type { Drift } from '../../../shared/plan';

/** What someone else changed after this set-up did. */
export function DriftTable({ drift }: { drift: readonly Drift[] }) {
  return (
    <Section title={words.drift.title}>
      <p>{words.drift.text}</p>
      <Table caption={words.drift.title} heads={words.drift.heads} widths={[25, 25, 25, 25]}>
        {drift.map(({ setting, person, before, left, now }) => (
          <tr key={setting}>
            <th scope="row">{labelOf(setting, person)}</th>
            {[before, left, now].map((value, index) => (
              <td key={words.drift.heads[index + 1]}>
                <code>{value}</code>
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Section>
  );
}
