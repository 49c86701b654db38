import { useRef } from 'react';
import { signOnPlace } from '../../../shared/oktopost';
import type { IdpDetails } from '../../../shared/single-sign-on';
import { OutsideLink } from '../../components/button';
import { CopyButton, ValueList } from '../../components/copy';
import { Details } from '../../components/details';
import { Downloads } from '../../components/downloads';
import { Section } from '../../components/section';
import { useApp, useSnapshot, useTarget } from '../../store/context';
import { words } from './words';

/** Certificates of one maker begin alike; each ends with a signature of its own. */
export const endOf = (pem: string): string => `…${pem.replace(/-----[A-Z ]+-----|\s/g, '').slice(-12)}`;

/** A certificate in a list of values: its end is shown, by which it is recognized, the whole block is copied. */
export function PemRow({ label, pem }: { label: string; pem: string }) {
  const shown = useRef<HTMLElement>(null);
  return (
    <div className="value">
      <dt>{label}</dt>
      <dd>
        <code ref={shown}>{`-----BEGIN CERTIFICATE----- ${endOf(pem)}`}</code>
        <CopyButton name={label} value={pem} shown={shown} />
      </dd>
    </div>
  );
}

/** The values for Oktopost, to copy or to save. */
export function ValuesPart({ idpDetails }: { idpDetails: IdpDetails }) {
  const { links } = useSnapshot();
  const target = useTarget();
  const call = useApp((state) => state.call);
  const metadata = useRef<HTMLPreElement>(null);
  const { values } = words;
  const active = idpDetails.certificates.find(({ role }) => role === 'active');
  return (
    <Section title={values.title}>
      <ol className="path">
        {signOnPlace.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ol>
      <p>{values.text}</p>
      {target?.app === 'catalogue' && <p>{values.inUse}</p>}
      {links.oktopostSignOn !== null && (
        <div className="actions">
          <OutsideLink href={links.oktopostSignOn} look="button">
            {values.link}
          </OutsideLink>
        </div>
      )}
      <ValueList
        rows={[
          { label: values.issuer, value: idpDetails.issuer, copy: true },
          { label: values.signOnUrl, value: idpDetails.signOnUrl, copy: true },
        ]}
      >
        {active !== undefined && <PemRow label={values.certificate} pem={active.pem} />}
      </ValueList>
      <Details title={values.filesTitle}>
        <Downloads
          name="singleSignOn.export"
          formats={values.files}
          take={(file) => call('singleSignOn.export', { file, next: null })}
        />
        <p className="hint">{values.filesHint}</p>
        <p className="hint">{values.source}</p>
      </Details>
      <Details title={values.metadataShown}>
        <pre className="body" ref={metadata}>
          {idpDetails.metadata}
        </pre>
        <div className="actions">
          <CopyButton name={values.metadata} value={idpDetails.metadata} shown={metadata} />
        </div>
      </Details>
    </Section>
  );
}
