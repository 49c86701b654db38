import type { OktaConnection, Right } from '../../../shared/setup';
import { Ago } from '../../components/ago';
import { Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { useSnapshot } from '../../store/context';
import { words } from './words';

const tones: Record<Right['read'], Tone> = { yes: 'green', no: 'red', unknown: 'grey' };

/** The org, whose token it is, and what will not work with it. */
export function Connected({ okta }: { okta: Extract<OktaConnection, { state: 'connected' }> }) {
  const { address } = useSnapshot();
  const { connected } = words;
  return (
    <Section title={connected.title}>
      <dl className="facts">
        <dt>{connected.org}</dt>
        <dd>{okta.orgName}</dd>
        <dt>{connected.host}</dt>
        <dd>
          <code>{address?.orgUrl}</code>
        </dd>
        <dt>{connected.who}</dt>
        <dd>{okta.login ?? connected.whoUnknown}</dd>
        <dt>{connected.roles}</dt>
        <dd>
          {okta.roles === null
            ? connected.rolesUnknown
            : okta.roles.length === 0
              ? connected.rolesNone
              : okta.roles.join(', ')}
        </dd>
        <dt>{connected.checked}</dt>
        <dd>
          <Ago at={okta.checkedAt} />
        </dd>
      </dl>
      <h3>{connected.rights}</h3>
      <Table caption={connected.rights} heads={connected.heads} widths={[25, 20, 55]}>
        {okta.rights.map(({ right, read, without }) => (
          <tr key={right}>
            <th scope="row">{connected.rightNames[right]}</th>
            <td>
              <Toned tone={tones[read]}>{connected.read[read]}</Toned>
            </td>
            <td>{read === 'yes' ? '' : without}</td>
          </tr>
        ))}
      </Table>
      <p className="hint">{connected.writes}</p>
    </Section>
  );
}
