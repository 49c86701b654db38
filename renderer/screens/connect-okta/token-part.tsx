import type { TakenToken } from '../../../shared/pasted-token';
import { OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { SecretField } from '../../components/secret-field';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { useSnapshot, useTarget } from '../../store/context';
import { tokenFormId } from './token-form';
import { words } from './words';

/** `onTaken`: main has a token to check. */
export function TokenPart({
  onTyped,
  onTaken,
}: {
  onTyped: (typed: boolean) => void;
  onTaken: (taken: TakenToken) => void;
}) {
  const { mode, links, assistant, okta } = useSnapshot();
  return (
    <>
      {mode === 'practice' && (
        <Section title={words.practice.title}>
          <p>{words.practice.text}</p>
        </Section>
      )}
      <Section title={words.token.title}>
        <Rights />
        {links.oktaTokens !== null && (
          <div className="actions">
            <OutsideLink href={links.oktaTokens} look="button">
              {words.token.link}
            </OutsideLink>
          </div>
        )}
        <SecretField
          kind="okta-token"
          label={words.token.label}
          hint={
            assistant.keepsSecrets === 'nothing'
              ? `${words.token.hint} ${words.token.notStored}`
              : words.token.hint
          }
          invalid={okta.state === 'failed' && okta.error.field === 'okta-token'}
          form={tokenFormId}
          onTyped={onTyped}
          onTaken={onTaken}
        />
      </Section>
    </>
  );
}

/** The least permissions of a token, shown before one is entered. */
function Rights() {
  const { rights } = words;
  const app = useTarget()?.app ?? 'custom';
  return (
    <Details title={rights.title}>
      <p>{rights.text}</p>
      <Table caption={rights.title} heads={rights.heads} widths={[34, 33, 33]}>
        {[...rights.rows, rights.mapping[app]].map(([purpose, names, role]) => (
          <tr key={purpose}>
            <th scope="row">{purpose}</th>
            <td>
              {names.map((name) => (
                <div key={name}>
                  <code>{name}</code>
                </div>
              ))}
            </td>
            <td>{role}</td>
          </tr>
        ))}
      </Table>
      <p>{rights.notNeeded}</p>
      <p>
        {rights.whoMakes} {rights.doesAll[app]}
      </p>
      <p>{rights.network}</p>
      <p>{rights.end}</p>
    </Details>
  );
}
