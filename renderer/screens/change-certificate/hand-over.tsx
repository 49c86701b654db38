import type { ReactNode } from 'react';
import type { CertificateChangeShown, CertificateStatement } from '../../../shared/certificate-change';
import { Button, OutsideLink } from '../../components/button';
import { ValueList } from '../../components/copy';
import { Downloads } from '../../components/downloads';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { PemRow } from '../single-sign-on/values-part';
import { statementWords } from '../../words/statement';
import { words } from './words';

/** The next certificate for Oktopost: to copy and to save, and where it is entered. */
export function HandOver({ change: { read, handedOver, activeSince } }: { change: CertificateChangeShown }) {
  const { links } = useSnapshot();
  const call = useApp((store) => store.call);
  const { handOver } = words;
  const next = activeSince === null ? (read?.next ?? null) : null;
  return (
    <Section title={handOver.title}>
      {handedOver === null && next !== null && (
        <>
          <p>{handOver.text}</p>
          <ValueList rows={[]}>
            <PemRow label={handOver.pem} pem={next.pem} />
          </ValueList>
          <Downloads
            name="singleSignOn.export"
            formats={handOver.files}
            take={(file) => call('singleSignOn.export', { file, next: next.fingerprint })}
          />
        </>
      )}
      <Stated what="handed-over" statement={handedOver} state={handOver.state}>
        {handedOver === null && links.oktopostSignOn !== null && (
          <OutsideLink href={links.oktopostSignOn} look="button">
            {handOver.open}
          </OutsideLink>
        )}
      </Stated>
    </Section>
  );
}

/** An admin's word, never shown as read: to be given, or taken back. */
export function Stated({
  what,
  statement,
  state,
  children,
}: {
  what: CertificateStatement;
  statement: CertificateChangeShown['handedOver'];
  state: string;
  children?: ReactNode;
}) {
  const call = useApp((store) => store.call);
  const pending = usePending('certificateChange.state');
  const done = statement === null;
  return (
    <div className="actions">
      {statement !== null && <Toned tone="grey">{words.handOver.stated(statement.by, statement.at)}</Toned>}
      {children}
      <Button
        kind="small"
        isPending={pending}
        onPress={() => void call('certificateChange.state', { what, done })}
      >
        {done ? state : statementWords.takeBack}
      </Button>
    </div>
  );
}
