import type { CertificateChangeShown } from '../../../shared/certificate-change';
import { OutsideLink } from '../../components/button';
import { StateButton, Stated } from '../../components/change-walk';
import { ValueList } from '../../components/copy';
import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp, useSnapshot } from '../../store/context';
import { PemRow } from '../single-sign-on/values-part';
import { statements } from './statements';
import { words } from './words';

/** The next certificate for Oktopost: to copy and to save, and where it is entered. */
export function HandOver({ change: { read, handedOver, activeSince } }: { change: CertificateChangeShown }) {
  const call = useApp((store) => store.call);
  const { handOver } = words;
  const isActive = activeSince !== null;
  const given = (isActive ? read?.active : read?.next) ?? null;
  return (
    <Section title={handOver.title}>
      {handedOver === null && given !== null && (
        <>
          <p>{handOver.text}</p>
          <ValueList rows={[]}>
            <PemRow label={handOver.pem} pem={given.pem} />
          </ValueList>
          {!isActive && (
            <Downloads
              name="singleSignOn.export"
              formats={handOver.files}
              take={(file) => call('singleSignOn.export', { file, next: given.fingerprint })}
            />
          )}
        </>
      )}
      {handedOver !== null && <Stated statement={statements.handedOver} said={handedOver} />}
      {handedOver === null && (
        <div className="actions">
          <OpenOktopost />
          {isActive && <StateButton statement={statements.handedOver} kind="small" />}
        </div>
      )}
    </Section>
  );
}

/** To where Oktopost holds the certificates. */
export function OpenOktopost() {
  const { oktopostSignOn } = useSnapshot().links;
  if (oktopostSignOn === null) return null;
  return (
    <OutsideLink href={oktopostSignOn} look="button">
      {words.handOver.open}
    </OutsideLink>
  );
}
