import { certificateStatements, noCertificateChange } from '../../shared/certificate-change';
import type {
  CertificateChange,
  CertificateChangeShown,
  CertificateStatement,
} from '../../shared/certificate-change';
import { withStatements } from '../../shared/left-to-do';
import type { Certificate } from '../../shared/single-sign-on';
import type { Lifetime } from '../lifetime';
import { comingCertificate } from '../observe/certificates';
import { readPresentApp } from '../observe/present-app';
import { changedBy, fingerprintInUse, signInsAfter, withSigningKey } from '../observe/signing-key';
import type { Okta } from '../okta/okta';
import type { Clock } from '../ports';
import { updateOnChecks } from '../steps/app-integration/checks';
import { activationChangeId } from '../steps/certificate/activate';
import type { AppliedChange } from '../storage/applied-changes';
import { outOfOrder } from '../storage/required';
import { requireTarget } from '../storage/target';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import { readSignOn } from './idp-details';

interface WalkParts {
  store: SessionStore;
  clock: Clock;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  /** When it was stated or proven last how user names are updated, as far as it counts. */
  updateOnKnownAt: () => string | null;
  /** Of this set-up, oldest first. */
  appliedChanges: () => readonly AppliedChange[];
  lifetime: Pick<Lifetime, 'onForget'>;
  changed: () => void;
}

/** The walk to a new signing certificate: it writes nothing itself, and reads from Okta how far it came. */
export interface CertificateChangeWalk {
  shown(): CertificateChangeShown;
  /** The certificate that Okta signs with now is the one before. @throws AppFailure when Okta cannot be asked. */
  begin(): Promise<void>;
  /** @throws AppFailure when Okta cannot be asked. */
  look(): Promise<void>;
  /** The same where a walk has begun. */
  lookAgain(): Promise<void>;
  /** @throws AppFailure `not-ready` out of order. */
  state(what: CertificateStatement, done: boolean): void;
  end(): void;
}

export function createCertificateChange(parts: WalkParts): CertificateChangeWalk {
  const { store, clock, okta, updateOnKnownAt, appliedChanges, lifetime, changed } = parts;
  let read: CertificateChangeShown['read'] = null;
  /** Okta showed at the last look that user names are updated as they should be. */
  let isUpdateOnRead = false;
  // Replaced when the set-up is reset: an answer to an earlier request is dropped.
  let setUp = {};
  lifetime.onForget(() => {
    read = null;
    isUpdateOnRead = false;
    setUp = {};
  });

  const now = (): string => clock.now().toISOString();
  /** `more`: of the set-up itself, in the same write. */
  const put = (patch: Partial<CertificateChange>, more: Partial<Session> = {}): void => {
    store.update({ ...more, certificateChange: { ...store.session.certificateChange, ...patch } });
    changed();
  };

  /** What a walk has stated outlasts it. */
  const keptWords = (): Pick<Session, 'statements'> => {
    const { statements, certificateChange } = store.session;
    return { statements: withStatements(statements, certificateStatements(certificateChange)) };
  };

  /** What was said of sign-ins before then was said of another certificate. */
  const signsDifferently = (since: string, patch: Partial<CertificateChange>): void => {
    put(patch, { signIns: signInsAfter(store.session.signIns, since) });
  };

  const isBack = (): boolean => {
    const { startedAt, activeSince, before } = store.session.certificateChange;
    const isBefore = activeSince === null && before !== null && read?.active?.kid === before.kid;
    return (
      isBefore &&
      startedAt !== null &&
      appliedChanges().some(({ changeId, at }) => changeId === activationChangeId && at >= startedAt)
    );
  };

  /** Whether it was stated of another certificate than this one that Oktopost has it. */
  const isOfAnother = (certificate: Certificate | null): boolean => {
    const said = store.session.certificateChange.handedOver?.fingerprint ?? null;
    return said !== null && certificate !== null && certificate.fingerprint !== said;
  };

  async function look(begins: boolean): Promise<void> {
    const asked = setUp;
    const app = await readPresentApp(okta(), store.session);
    const { certificates } = await readSignOn(okta(), app);
    if (asked !== setUp) return;
    store.update(withSigningKey(store.session, app, clock.now(), fingerprintInUse(certificates)));
    const active = certificates.find(({ role }) => role === 'active') ?? null;
    isUpdateOnRead = updateOnChecks(app, requireTarget(store.session), []).every(
      ({ state }) => state === 'same',
    );
    const of = begins ? active : store.session.certificateChange.before;
    const before = certificates.find(({ fingerprint }) => fingerprint === of?.fingerprint) ?? null;
    read = { at: now(), active, next: comingCertificate(certificates, clock.now()), before };
    if (begins) {
      const kept =
        active === null ? null : { kid: active.kid, fingerprint: active.fingerprint, until: active.until };
      put({ ...noCertificateChange, startedAt: now(), before: kept }, keptWords());
      return;
    }
    const { startedAt, activeSince } = store.session.certificateChange;
    const isNew = startedAt !== null && active !== null && active.fingerprint !== of?.fingerprint;
    const since = changedBy(app, clock.now());
    if (isNew && activeSince === null) signsDifferently(since, { activeSince: since });
    else if (!isNew && activeSince !== null)
      signsDifferently(since, { activeSince: null, removed: null, handedOver: null });
    else if (isOfAnother(isNew ? active : read.next)) put({ handedOver: null });
    else changed();
  }

  return {
    shown: () => {
      const { certificateChange, updateOnWritten } = store.session;
      const { startedAt, activeSince } = certificateChange;
      const at = updateOnKnownAt();
      // By what this set-up writes itself, what was known before does not count any more; Okta's clock may be another one than this computer's.
      const isWrittenHere = startedAt !== null && updateOnWritten !== null && updateOnWritten.at >= startedAt;
      const isStated = at !== null && activeSince !== null && (isWrittenHere || at > activeSince);
      const isUpdateOnKnown = activeSince !== null && (isUpdateOnRead || isStated);
      return { ...certificateChange, read, isBack: isBack(), isUpdateOnKnown };
    },
    begin: () => look(true),
    look: () => look(false),
    lookAgain: async () => {
      if (store.session.certificateChange.startedAt !== null) await look(false);
    },
    state: (what, done) => {
      const { startedAt, activeSince } = store.session.certificateChange;
      const isMade = activeSince !== null || (read?.next ?? null) !== null;
      const inOrder = what === 'handed-over' ? startedAt !== null && isMade : activeSince !== null;
      if (done && !inOrder) throw outOfOrder();
      const statement = done ? { by: store.session.org?.login ?? null, at: now() } : null;
      if (what === 'removed') put({ removed: statement });
      else {
        const given = activeSince === null ? read?.next : read?.active;
        put({ handedOver: statement && { ...statement, fingerprint: given?.fingerprint ?? null } });
      }
    },
    end: () => {
      put(noCertificateChange, keptWords());
    },
  };
}
