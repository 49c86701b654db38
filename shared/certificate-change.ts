import { z } from 'zod';
import type { Statement } from './left-to-do';
import { certificateSchema } from './single-sign-on';
import type { SignIns } from './single-sign-on';
import { time } from './time';

const stated = z.strictObject({ by: z.string().nullable(), at: time });

/** A walk to a new signing certificate, as far as it came. It can be left at any time. */
export const certificateChangeSchema = z.strictObject({
  /** Null: none has begun. */
  startedAt: time.nullable(),
  /** The certificate that Okta signed with then. */
  before: certificateSchema.pick({ kid: true, fingerprint: true, until: true }).nullable(),
  /** Oktopost shows nobody which certificates it holds: that it has this one is stated. Older versions kept no fingerprint. */
  handedOver: stated.extend({ fingerprint: z.string().nullable() }).nullable(),
  /** By Okta's clock: it signed with another one at the latest then. */
  activeSince: time.nullable(),
  /** Likewise stated: the one before is not at Oktopost any more. */
  removed: stated.nullable(),
});
export type CertificateChange = z.infer<typeof certificateChangeSchema>;

/** `read`: what Okta showed last, since the assistant started. */
export const certificateChangeShownSchema = certificateChangeSchema.extend({
  read: z
    .strictObject({
      at: time,
      active: certificateSchema.nullable(),
      /** Made, and not in use yet. */
      next: certificateSchema.nullable(),
      /** The one from before; null also where this admin may not read the keys of the app integration. */
      before: certificateSchema.nullable(),
    })
    .nullable(),
  /** Okta signs with the one from before, after this set-up had it sign with another one. */
  isBack: z.boolean(),
  /** Since then the admin stated, the life-cycle test proved, or Okta shows, that user names are updated as they should be: the write may have reset it. */
  isUpdateOnKnown: z.boolean(),
});
export type CertificateChangeShown = z.infer<typeof certificateChangeShownSchema>;

export const certificateStatementSchema = z.enum(['handed-over', 'removed']);
export type CertificateStatement = z.infer<typeof certificateStatementSchema>;

export const noCertificateChange: CertificateChange = {
  startedAt: null,
  before: null,
  handedOver: null,
  activeSince: null,
  removed: null,
};

/** What the walk has stated, each about one certificate: older versions kept no fingerprint. */
export function certificateStatements({ before, handedOver, removed }: CertificateChange): Statement[] {
  const of = (
    what: CertificateStatement,
    said: z.infer<typeof stated> | null,
    fingerprint?: string | null,
  ) => (said === null ? [] : [{ id: `certificate-${what}=${fingerprint ?? ''}`, by: said.by, at: said.at }]);
  return [
    ...of('handed-over', handedOver, handedOver?.fingerprint),
    ...of('removed', removed, before?.fingerprint),
  ];
}

/**
 * What became of sign-ins with the new certificate: of those that Okta logged after it signed with it, by the admin's word. `open`:
 * none was logged, or nobody has said whether it worked.
 */
export function signInsSince(
  { activeSince }: Pick<CertificateChange, 'activeSince'>,
  { checks }: Pick<SignIns, 'checks'>,
): 'open' | 'worked' | 'failed' {
  const since = activeSince;
  if (since === null) return 'open';
  const tried = Object.values(checks).filter(
    ({ event, startedAt }) => (event?.at ?? startedAt ?? '') > since,
  );
  if (tried.some(({ result }) => result === 'did-not-work')) return 'failed';
  return tried.some(({ result, event }) => result === 'worked' && event !== null) ? 'worked' : 'open';
}
