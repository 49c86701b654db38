import type { LifeCycleFact } from '../../../shared/life-cycle';
import { actualWords, factName } from '../../../shared/life-cycle-words';
import { CheckState } from '../../components/checks';
import { Code } from '../../components/code';
import { Table } from '../../components/table';
import { useIsAsked } from '../../store/is-asked';
import { words } from './words';

/** Expected beside actual, in Okta and at Oktopost. */
export function FactsTable({ caption, facts }: { caption: string; facts: readonly LifeCycleFact[] }) {
  const isAsked = useIsAsked();
  return (
    <Table caption={caption} heads={words.facts.heads} widths={[22, 29, 29, 20]}>
      {facts.map((fact) => {
        const { where, what, expected, actual, state } = fact;
        return (
          <tr key={`${where} ${what}`}>
            <th scope="row">{factName(fact)}</th>
            <td>
              <Code>{expected}</Code>
            </td>
            <td>
              {actual === null ? (
                <span className="muted">{actualWords(fact, isAsked)}</span>
              ) : (
                <Code>{actual}</Code>
              )}
            </td>
            <td>
              <CheckState state={state} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
