import { Details } from '../../components/details';
import { Table } from '../../components/table';
import { words } from './words';

/** The differences between the destinations, for admins who do not know which one is theirs. */
export function Comparison() {
  const { compare } = words;
  return (
    <Details title={compare.title}>
      <Table caption={compare.caption} heads={compare.heads} widths={[22, 39, 39]}>
        {compare.rows.map(([what, board, admin]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{board}</td>
            <td>{admin}</td>
          </tr>
        ))}
      </Table>
      <p>{compare.account}</p>
    </Details>
  );
}
