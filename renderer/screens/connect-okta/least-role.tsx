import { Details } from '../../components/details';
import { Table } from '../../components/table';
import { useTarget } from '../../store/context';
import { words } from './words';

/** The smallest admin role for a service app, or for whoever makes an API token. */
export function LeastRole() {
  const { leastRole } = words;
  const app = useTarget()?.app ?? 'custom';
  return (
    <Details title={leastRole.title}>
      <p>{leastRole.text}</p>
      <Table caption={leastRole.title} heads={leastRole.heads} widths={[50, 50]}>
        {leastRole.rows.map(([permission, purpose]) => (
          <tr key={permission}>
            <th scope="row">{permission}</th>
            <td>{purpose}</td>
          </tr>
        ))}
      </Table>
      <p>{leastRole.resources}</p>
      <p>{leastRole.beside[app]}</p>
    </Details>
  );
}
