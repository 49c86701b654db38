import { z } from 'zod';
import { listOf } from './bounded-json';

const text = z.string().nullable();

/** An attribute that Okta puts into the SAML assertion. */
const attributeStatementSchema = z.strictObject({
  type: z.string(),
  name: z.string(),
  namespace: z.string(),
  values: listOf(z.string()),
  filterType: text,
  filterValue: text,
});

/** What an app integration may have that a description as code leaves out. */
export const notDescribedSchema = z.enum([
  'single-logout',
  'further-acs-urls',
  'inline-hook',
  'single-logout-certificate',
]);
export type NotDescribed = z.infer<typeof notDescribedSchema>;

/** A profile mapping from a user type of Okta to the app. */
const mappingSchema = z.strictObject({
  id: z.string(),
  userType: z.strictObject({ id: z.string(), name: z.string() }),
  rows: listOf(
    z.strictObject({
      attribute: z.string(),
      expression: z.string(),
      pushStatus: z.enum(['PUSH', 'DONT_PUSH']),
    }),
  ),
});

/**
 * The app integration as Okta answered it, with its groups and mappings: what a tool needs that manages it as code. Okta's own
 * constants. Null: Okta has no value. Holds no secret.
 */
export const integrationSchema = z.strictObject({
  /** Okta's name of the app; of a custom one made by Okta. */
  name: z.string(),
  signOnMode: z.string(),
  notes: z.strictObject({ admin: text, endUser: text }),
  visibility: z.strictObject({ hideWeb: z.boolean(), hideIos: z.boolean(), autoSubmitToolbar: z.boolean() }),
  accessibility: z.strictObject({ selfService: z.boolean(), loginRedirectUrl: text, errorRedirectUrl: text }),
  implicitAssignment: z.boolean(),
  userNameTemplate: z.strictObject({ template: text, type: text, suffix: text }),
  signOn: z.strictObject({
    ssoAcsUrl: text,
    recipient: text,
    destination: text,
    audience: text,
    idpIssuer: text,
    spIssuer: text,
    defaultRelayState: text,
    subjectNameIdTemplate: text,
    subjectNameIdFormat: text,
    signatureAlgorithm: text,
    digestAlgorithm: text,
    authnContextClassRef: text,
    responseSigned: z.boolean(),
    assertionSigned: z.boolean(),
    honorForceAuthn: z.boolean(),
    signedRequests: z.boolean(),
    attributeStatements: listOf(attributeStatementSchema),
  }),
  /** Settings of its own, as JSON; null where it has none. */
  settings: text,
  notDescribed: listOf(notDescribedSchema),
  /** `profile` as JSON. Null: they could not be read. */
  groups: listOf(
    z.strictObject({ id: z.string(), priority: z.number().int().nullable(), profile: text }),
  ).nullable(),
  /** Of the default user type first. */
  mappings: listOf(mappingSchema),
});
export type Integration = z.infer<typeof integrationSchema>;
