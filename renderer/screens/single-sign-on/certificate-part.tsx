import type { Certificate } from '../../../shared/single-sign-on';
import { Downloads } from '../../components/downloads';
import { Note, Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime, useNow } from '../../components/time';
import { useApp } from '../../store/context';
import { words } from './words';

const dayMs = 86_400_000;
/** Days before expiry from which the certificate is highlighted. */
const soonDays = 60;

/** The certificate that Okta signs with, its expiry, and the app's other certificates. */
export function CertificatePart({ certificates }: { certificates: readonly Certificate[] }) {
  const [active, ...others] = certificates;
  const { certificate } = words;
  return (
    <Section title={certificate.title}>
      {active === undefined || active.role !== 'active' ? (
        <Note tone="red">
          <p>{certificate.none}</p>
        </Note>
      ) : (
        <Active certificate={active} />
      )}
      {others.length > 0 && (
        <>
          <h3>{certificate.others}</h3>
          <Table caption={certificate.others} heads={certificate.heads} widths={[34, 46, 20]}>
            {others.map(({ role, fingerprint, until }) => (
              <tr key={fingerprint}>
                <th scope="row">{certificate.roles[role]}</th>
                <td>
                  <code>{fingerprint}</code>
                </td>
                <td>{dateTime(until)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </Section>
  );
}

function Active({ certificate: { subject, fingerprint, from, until } }: { certificate: Certificate }) {
  const call = useApp((state) => state.call);
  const days = Math.floor((Date.parse(until) - useNow()) / dayMs);
  const { certificate } = words;
  return (
    <>
      <dl className="facts">
        <dt>{certificate.subject}</dt>
        <dd>{subject}</dd>
        <dt>{certificate.fingerprint}</dt>
        <dd>
          <code>{fingerprint}</code>
        </dd>
        <dt>{certificate.from}</dt>
        <dd>{dateTime(from)}</dd>
        <dt>{certificate.until}</dt>
        <dd>
          {dateTime(until)}. <Toned tone={toneOf(days)}>{certificate.left(days)}</Toned>
        </dd>
      </dl>
      <Downloads
        name="singleSignOn.export"
        formats={certificate.calendar}
        take={(file) => call('singleSignOn.export', { file })}
      />
      <p className="hint">{certificate.calendarText}</p>
    </>
  );
}

function toneOf(days: number): Tone {
  if (days < 0) return 'red';
  return days < soonDays ? 'amber' : 'green';
}
