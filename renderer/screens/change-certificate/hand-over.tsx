import type { CertificateChangeShown, CertificateStatement } from '../../../shared/certificate-change';
import { Button, OutsideLink } from '../../components/button';
import { ValueList } from '../../components/copy';
import { Downloads } from '../../components/downloads';
import { Toned } from '../../components/note';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { PemRow } from '../single-sign-on/values-part';
import { words as common } from '../../words/common';
import { statementWords } from '../../words/statement';
import { words } from './words';

/** The next certificate for Oktopost: to copy and to save, and where it is entered. */
export function HandOver({ change: { read, handedOver, activeSince } }: { change: CertificateChangeShown }) {
  const { links } = useSnapshot();
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
      {handedOver !== null && <Stated what="handed-over" statement={handedOver} />}
      {handedOver === null && (
        <div className="actions">
          {links.oktopostSignOn !== null && (
            <OutsideLink href={links.oktopostSignOn} look="button">
              {handOver.open}
            </OutsideLink>
          )}
          {isActive && <StateButton what="handed-over" done name={handOver.state} kind="small" />}
        </div>
      )}
    </Section>
  );
}

const stateNames: Record<CertificateStatement, string> = {
  'handed-over': words.handOver.state,
  removed: words.remove.state,
};

/** An admin's word, never shown as read, and how to take it back. */
export function Stated({
  what,
  statement: { by, at },
}: {
  what: CertificateStatement;
  statement: NonNullable<CertificateChangeShown['handedOver']>;
}) {
  return (
    <div className="actions">
      <Toned tone="grey">{statementWords.stated(by, at)}</Toned>
      <StateButton
        what={what}
        done={false}
        name={statementWords.takeBack}
        label={common.named(statementWords.takeBack, stateNames[what])}
        kind="small"
      />
    </div>
  );
}

/** Gives the admin's word, or takes it back. */
export function StateButton({
  what,
  done,
  name,
  label = name,
  kind,
}: {
  what: CertificateStatement;
  done: boolean;
  name: string;
  /** For a screen reader, where the same name is there twice. */
  label?: string;
  kind: 'primary' | 'small';
}) {
  const call = useApp((store) => store.call);
  const pending = usePending('certificateChange.state');
  return (
    <Button
      kind={kind}
      aria-label={label}
      isPending={pending}
      onPress={() => void call('certificateChange.state', { what, done })}
    >
      {name}
    </Button>
  );
}
