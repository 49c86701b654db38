import { PemRow } from './values-part';
import type { Certificate } from '../../../shared/single-sign-on';
import { Button, OutsideLink } from '../../components/button';
import { ValueList } from '../../components/copy';
import { Details } from '../../components/details';
import { Downloads } from '../../components/downloads';
import { Note, Toned } from '../../components/note';
import type { Tone } from '../../components/note';
import { Section } from '../../components/section';
import { Table } from '../../components/table';
import { dateTime, useNow } from '../../components/time';
import { useApp, useSnapshot } from '../../store/context';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { words } from './words';
import { readRight, readWrong } from '../../components/known-tone';

const dayMs = 86_400_000;
/** Days before expiry from which the certificate is highlighted. */
const soonDays = 60;

interface CertificatePartProps {
  certificates: readonly Certificate[];
  loading: boolean;
  /** Reads them from Okta once more. */
  onAgain: () => void;
}

/** The certificate that Okta signs with, its expiry, the next ones of a roll-over, and the app's other certificates. */
export function CertificatePart({ certificates, loading, onAgain }: CertificatePartProps) {
  const active = certificates.find(({ role }) => role === 'active');
  const earlier = certificates.filter(({ role }) => role === 'earlier');
  const { certificate } = words;
  const now = useNow();
  const days = active === undefined ? null : daysLeft(active, now);
  const quiet = days !== null && days >= soonDays && certificates.every(({ role }) => role !== 'coming');
  const go = useApp((state) => state.go);
  const parts = (
    <>
      {active === undefined ? (
        <Note tone="red">
          <p>{certificate.none}</p>
        </Note>
      ) : (
        <Active certificate={active} />
      )}
      {certificates
        .filter(({ role }) => role === 'coming')
        .map((next) => (
          <Next key={next.fingerprint} certificate={next} />
        ))}
      {earlier.length > 0 && (
        <>
          <h3>{certificate.earlier}</h3>
          <Table caption={certificate.earlier} heads={certificate.heads} widths={[75, 25]}>
            {earlier.map(({ fingerprint, until }) => (
              <tr key={fingerprint}>
                <th scope="row">
                  <code>{fingerprint}</code>
                </th>
                <td>{dateTime(until)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
      <div className="actions">
        <Button kind="small" isPending={loading} onPress={onAgain}>
          {common.checkAgain}
        </Button>
        <Button kind="small" onPress={() => void go('change-certificate')}>
          {stepNames['change-certificate']}
        </Button>
      </div>
    </>
  );
  if (!quiet) return <Section title={certificate.title}>{parts}</Section>;
  return <Details title={certificate.named(certificate.left(days))}>{parts}</Details>;
}

function Active({ certificate: shown }: { certificate: Certificate }) {
  const call = useApp((state) => state.call);
  const { certificate } = words;
  return (
    <>
      <Facts certificate={shown} />
      <Downloads
        name="singleSignOn.export"
        formats={certificate.calendar}
        take={(file) => call('singleSignOn.export', { file, next: null })}
      />
      <p className="hint">{certificate.calendarText}</p>
    </>
  );
}

/** A certificate of a roll-over, to be given to Oktopost before Okta signs with it. */
function Next({ certificate: shown }: { certificate: Certificate }) {
  const call = useApp((state) => state.call);
  const { oktaSignOn } = useSnapshot().links;
  const { next } = words.certificate;
  return (
    <div className="card">
      <h3>{next.title}</h3>
      <p>{next.text}</p>
      <Facts certificate={shown} />
      <ValueList rows={[]}>
        <PemRow label={next.pem} pem={shown.pem} />
      </ValueList>
      <Downloads
        name="singleSignOn.export"
        formats={next.files}
        take={(file) => call('singleSignOn.export', { file, next: shown.fingerprint })}
      />
      {oktaSignOn !== null && (
        <div className="actions">
          <OutsideLink href={oktaSignOn} look="button">
            {next.link}
          </OutsideLink>
        </div>
      )}
    </div>
  );
}

function Facts({ certificate: { subject, fingerprint, from, until } }: { certificate: Certificate }) {
  const days = daysLeft({ until }, useNow());
  const { certificate } = words;
  return (
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
  );
}

const daysLeft = ({ until }: Pick<Certificate, 'until'>, now: number): number =>
  Math.floor((Date.parse(until) - now) / dayMs);

function toneOf(days: number): Tone {
  if (days < 0) return readWrong;
  return days < soonDays ? 'amber' : readRight;
}
