import type { DriftRow } from '../../shared/drift';
import type { Certificate } from '../../shared/single-sign-on';
import type { Summary } from '../../shared/summary';
import { untoldChanges } from '../observe/logged-changes';
import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';
import { readSignOn } from '../single-sign-on/idp-details';
import { unkeptRow } from './unkept';
import { whichOfThem } from './untold';

/** The certificate that Okta signs with; null where that cannot be read. */
export async function readActiveCertificate(okta: Okta, app: App): Promise<Certificate | null> {
  const signOn = await nullOnFailure(() => readSignOn(okta, app, 'in-use'));
  return signOn?.certificates.find(({ role }) => role === 'active') ?? null;
}

/** What to do about another certificate than the summary's. */
export const otherCertificate = {
  setting: 'sign-on.certificate',
  step: null,
  next: 'Does Oktopost have the certificate that Okta signs with now? “Single sign-on” shows it. Then export a new summary.',
} as const;

/** Stands for the fingerprint of a certificate of which only the key is known. */
export const fingerprintOfKey = (kid: string): string => `key ${kid}`;

/**
 * Whether Okta signs with the certificate of the summary. Of one that has none nothing is known: what Okta signs with now is not
 * compared with itself. `signingKid`: of the key that Okta signs with.
 */
export function certificateRow(
  { app, made, signOn }: Summary,
  active: Certificate | null,
  signingKid: string | null,
  events: readonly LogEvent[] | null,
): DriftRow[] {
  const then = signOn?.certificate ?? null;
  if (then === null) return [unkeptRow('sign-on.certificate', active?.fingerprint ?? null)];
  const isKey = signingKid !== null && then.fingerprint === fingerprintOfKey(signingKid);
  const actual = isKey ? then.fingerprint : (active?.fingerprint ?? null);
  const row = {
    setting: 'sign-on.certificate',
    expected: then.fingerprint,
    actual,
    known: { how: 'read-back', at: made },
    change: null,
    note: null,
    left: null,
  } as const;
  if (actual === null) return [{ ...row, state: 'cannot-be-read' }];
  if (actual === then.fingerprint) return [{ ...row, state: 'same' }];
  return [{ ...row, state: 'drift', ...whoChanged(events ?? [], app.id, then.fingerprint, actual) }];
}

/** Okta's log names no certificate: an update that tells of nothing else may be it. Source: docs/facts/okta-recorded.md, section 8. */
function whoChanged(
  events: readonly LogEvent[],
  appId: string,
  from: string,
  to: string,
): Pick<DriftRow, 'change' | 'note'> {
  const changes = untoldChanges(events, appId);
  const [only] = changes;
  if (only === undefined) return { change: null, note: null };
  if (changes.length === 1) {
    const { at, who, eventId } = only;
    return {
      change: { at, who, from, to, eventId },
      note: 'Okta’s System Log has this one update that tells of nothing else.',
    };
  }
  return { change: null, note: whichOfThem(changes) };
}
