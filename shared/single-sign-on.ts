import { z } from 'zod';
import { listOf } from './bounded-json';
import { appErrorSchema } from './errors';
import { time } from './time';

/** Both ways into Oktopost: from its own sign-in page, and from the tile on Okta's dashboard. */
export const signInWays = ['from-oktopost', 'from-okta'] as const;
export const signInWaySchema = z.enum(signInWays);
export type SignInWay = z.infer<typeof signInWaySchema>;

/** A sign-in as the System Log tells it. It proves Okta's part only: whether Oktopost let the person in, it cannot know. */
const signInEventSchema = z.strictObject({ id: z.string(), at: time, who: z.string() });

/** One sign-in that the admin tries. */
export const signInCheckSchema = z.strictObject({
  startedAt: time.nullable(),
  /** Who was asked to sign in: nobody else's sign-in counts. Null: this set-up has assigned nobody, so whoever signs in counts. */
  asked: z.strictObject({ id: z.string(), login: z.string() }).nullable(),
  /** By Okta's clock: when the last sign-in before this check was; what came later is this check's. */
  after: time.nullable(),
  /** Null while Okta shows none. */
  event: signInEventSchema.nullable(),
  /** The newest one of somebody else, which counts for nothing. */
  other: signInEventSchema.nullable(),
  /** What the admin says became of it. */
  result: z.enum(['open', 'worked', 'did-not-work']),
  decidedAt: time.nullable(),
  /** Who said so: the login of the Okta token's owner; null where Okta did not report one, or it was not noted. */
  decidedBy: z.string().nullable(),
});
export type SignInCheck = z.infer<typeof signInCheckSchema>;

const failedSignInSchema = signInCheckSchema
  .pick({ event: true, decidedAt: true, decidedBy: true })
  .extend({ way: signInWaySchema });
/** A sign-in that did not work, by an admin's word, and was tried again since. */
export type FailedSignIn = z.infer<typeof failedSignInSchema>;

/** What is remembered of the sign-ins. `later`: the admin goes on without them. `failed`: before the checks of now, oldest first. */
export const signInsSchema = z.strictObject({
  later: z.boolean(),
  checks: z.record(signInWaySchema, signInCheckSchema),
  failed: listOf(failedSignInSchema),
});
export type SignIns = z.infer<typeof signInsSchema>;

/** The sign-ins, and how the System Log is watched for them. */
export const signInsShownSchema = signInsSchema.extend({
  watching: z.boolean(),
  lastLookAt: time.nullable(),
  nextLookAt: time.nullable(),
  error: appErrorSchema.nullable(),
});
export type SignInsShown = z.infer<typeof signInsShownSchema>;

export const certificateSchema = z.strictObject({
  /** `active`: Okta signs with it now. `coming`: made later, not in use yet. `earlier`: not in use any more. */
  role: z.enum(['active', 'coming', 'earlier']),
  /** Okta's id of the key; null where only the metadata shows it. */
  kid: z.string().nullable(),
  subject: z.string(),
  /** SHA-256, in pairs with colons. */
  fingerprint: z.string(),
  from: time,
  until: time,
  pem: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** The authentication policy that decides how people sign in to the app integration, as far as Okta tells. */
export const accessPolicySchema = z.discriminatedUnion('availability', [
  z.strictObject({
    availability: z.literal('available'),
    name: z.string(),
    status: z.string(),
    /** Null: Okta does not let this token read the rules, or they were not asked for. */
    rules: z.number().int().nullable(),
  }),
  /** `no-link`: the app names none, as on Okta's Classic engine. `refused`: this token may not read policies. */
  z.strictObject({
    availability: z.literal('unavailable'),
    why: z.enum(['no-link', 'refused', 'not-found']),
  }),
]);
export type AccessPolicy = z.infer<typeof accessPolicySchema>;

/** What Oktopost has to know of Okta for single sign-on, read afresh from Okta. */
export const idpDetailsSchema = z.strictObject({
  issuer: z.string(),
  signOnUrl: z.string(),
  /** The identity provider metadata, XML. */
  metadata: z.string(),
  /** The active one first. */
  certificates: z.array(certificateSchema),
  policy: accessPolicySchema,
  /** What Okta shows of its assertion, as its console names the values: which part is signed, and the attribute statements. */
  sent: z.strictObject({ response: z.string(), assertion: z.string(), attributes: z.string() }).nullable(),
  tile: z.strictObject({
    /** Signs in to Oktopost from Okta's side; null when Okta names none. */
    url: z.url().nullable(),
    /** True: people do not see it on their dashboard; the address works all the same. */
    hidden: z.boolean(),
  }),
});
export type IdpDetails = z.infer<typeof idpDetailsSchema>;

/** `metadata.xml`, `okta.cert` and `okta.pem` (the same text, both endings that Oktopost takes), and the expiry for a calendar. */
export const signOnFileSchema = z.enum(['metadata', 'cert', 'pem', 'calendar']);
export type SignOnFile = z.infer<typeof signOnFileSchema>;

/**
 * A file, and of which certificate: by fingerprint the next one of a roll-over, which Oktopost needs before it signs; null: the
 * active one. The metadata has the active one only.
 */
export const signOnExportSchema = z.strictObject({
  file: signOnFileSchema,
  next: certificateSchema.shape.fingerprint.max(128).nullable(),
});
export type SignOnExport = z.infer<typeof signOnExportSchema>;

/** One of both sign-ins worked, and nothing was said of the other. */
export const isHalfTried = ({ checks }: SignIns): boolean => {
  const results = Object.values(checks).map(({ result }) => result);
  return results.includes('worked') && results.includes('open');
};

/** The newest earlier try of a sign-in that did not work; undefined: none is known. */
export const failedBefore = ({ failed }: SignIns, way: SignInWay): FailedSignIn | undefined =>
  failed.findLast((each) => each.way === way);

/** Whether both sign-ins are decided, and how well that is known. */
export function signInsVerdict({ checks }: SignIns): 'open' | 'failed' | 'read' | 'stated' {
  const all = Object.values(checks);
  if (all.some(({ result }) => result === 'did-not-work')) return 'failed';
  if (all.some(({ result }) => result === 'open')) return 'open';
  return all.every(({ event }) => event !== null) ? 'read' : 'stated';
}
