import { Details } from '../../components/details';
import { Table } from '../../components/table';
import { words } from './comparison-words';

/** The differences between the destinations, for admins who do not know which one is theirs. */
export function Comparison() {
  return (
    <Details title={words.title}>
      <Table caption={words.caption} heads={words.heads} widths={[22, 39, 39]}>
        {words.rows.map(([what, board, admin]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{board}</td>
            <td>{admin}</td>
          </tr>
        ))}
      </Table>
      <p>{words.account}</p>
    </Details>
  );
}
