import { assertNever } from '../../../shared/errors';
import { Ago } from '../../components/ago';
import { Code } from '../../components/code';
import { Details } from '../../components/details';
import { Note, Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { useSnapshot, useTarget } from '../../store/context';
import { roleName } from '../../../shared/role-name';
import { LeastRole } from './least-role';
import { readBackWords } from '../../words/read-back';
import { words } from './words';
import { connectionOnlyReads, onlyReads, rolesBeyondNeed } from '../../../shared/connection';
import type { ApiToken, OktaConnection, Right } from '../../../shared/connection';
import { notRead, readRight, readWrong } from '../../components/known-tone';

const tones: Record<Right['read'], Tone> = { yes: readRight, no: readWrong, unknown: notRead };

/** The org, the token's owner, and what will not work with the token. */
export function Connected({ okta }: { okta: Extract<OktaConnection, { state: 'connected' }> }) {
  const { address } = useSnapshot();
  const { connected } = words;
  const beyond = rolesBeyondNeed(okta.roles);
  const missing = okta.rights.some(({ read }) => read !== 'yes');
  return (
    <Section title={connected.title}>
      {onlyReads(okta.roles) && (
        <Note tone="amber">
          <p>{connected.readsOnly}</p>
        </Note>
      )}
      <dl className="facts">
        <dt>{connected.org}</dt>
        <dd>{okta.orgName}</dd>
        <dt>{connected.host}</dt>
        <dd>
          <code>{address?.orgUrl}</code>
        </dd>
        {okta.token.status !== 'service-app' && (
          <>
            <dt>{connected.who}</dt>
            <dd>{okta.login ?? connected.whoUnknown}</dd>
          </>
        )}
        <dt>{connected.roles}</dt>
        <dd>
          {okta.roles === null
            ? connected.rolesUnknown
            : okta.roles.length === 0
              ? connected.rolesNone
              : okta.roles.map(roleName).join(', ')}
          {beyond.length > 0 && <p>{connected.tooMuch(beyond.map(roleName).join(', '))}</p>}
        </dd>
        <dt>{okta.token.status === 'service-app' ? connected.serviceApp.name : connected.token}</dt>
        <dd>
          <Token token={okta.token} />
        </dd>
        <dt>{readBackWords.look.read}</dt>
        <dd>
          <Ago at={okta.checkedAt} />
        </dd>
      </dl>
      {missing ? (
        <>
          <h3>{connected.rights}</h3>
          <Rights rights={okta.rights} />
        </>
      ) : (
        <Details title={connected.readsAll}>
          <Rights rights={okta.rights} />
        </Details>
      )}
      {beyond.length > 0 && <LeastRole />}
      {!connectionOnlyReads(okta) && <p className="hint">{connected.writes}</p>}
    </Section>
  );
}

function Rights({ rights }: { rights: readonly Right[] }) {
  const { connected } = words;
  const missing = rights.some(({ read }) => read !== 'yes');
  const without = connected.without[useTarget()?.app ?? 'custom'];
  return (
    <Table
      caption={connected.rights}
      heads={missing ? connected.heads : connected.heads.slice(0, 2)}
      widths={missing ? [25, 20, 55] : [40, 60]}
    >
      {rights.map(({ right, read }) => (
        <tr key={right}>
          <th scope="row">{connected.rightNames[right]}</th>
          <td>
            <Toned tone={tones[read]}>{connected.read[read]}</Toned>
          </td>
          {missing && <td>{read === 'yes' ? '' : without[right]}</td>}
        </tr>
      ))}
    </Table>
  );
}

/** What Okta reports about the token: name, expiry, network zones. */
function Token({ token }: { token: ApiToken }) {
  const { tokens } = words.connected;
  switch (token.status) {
    case 'identified':
      return (
        <>
          “{token.name}”
          <p>{token.expiresAt === null ? tokens.noExpiry : tokens.expires(dateTime(token.expiresAt))}</p>
          <p>{zoneWords(token.zones)}</p>
        </>
      );
    case 'ambiguous':
      return tokens.ambiguous(token.tokens);
    case 'unavailable':
      return tokens.notReported;
    case 'service-app':
      return <SignedInAs app={token} />;
    default:
      return assertNever(token);
  }
}

/** The service app, and which scopes of this road it lacks. */
function SignedInAs({ app }: { app: Extract<ApiToken, { status: 'service-app' }> }) {
  const { serviceApp } = words.connected;
  return (
    <>
      <code>{app.clientId}</code>
      <p>{app.bound ? serviceApp.bound : serviceApp.notBound}</p>
      {app.missing === null && <p>{serviceApp.scopesUnknown}</p>}
      {app.missing !== null && app.missing.length > 0 && (
        <>
          <p>{serviceApp.missing}</p>
          {app.missing.map(({ scope, without }) => (
            <p key={scope}>
              <Code>{scope}</Code>: {without}
            </p>
          ))}
        </>
      )}
    </>
  );
}

function zoneWords(zones: Extract<ApiToken, { status: 'identified' }>['zones']): string {
  const { tokens } = words.connected;
  if (zones === null) return tokens.zonesNotReported;
  const { only, not } = zones;
  if (only.length === 0 && not.length === 0) return tokens.anywhere;
  return [
    ...(only.length === 0 ? [] : [tokens.only(only.join(', '))]),
    ...(not.length === 0 ? [] : [tokens.not(not.join(', '))]),
  ].join(' ');
}
