import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import type { Integration, NotDescribed } from '../../shared/integration';
import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App, AppGroup, Mapping } from '../okta/types';

const text = z
  .string()
  .nullable()
  .catch(null)
  .default(null)
  .transform((value) => (value === '' ? null : value));
const flag = z.boolean().catch(false).default(false);
/** An object that may be missing or null; each of its parts then is. */
const part = <T extends z.ZodRawShape>(shape: T) => z.preprocess((value) => value ?? {}, z.object(shape));

const statementSchema = z
  .looseObject({
    type: z.string().default('EXPRESSION'),
    name: z.string(),
    namespace: z.string().default('urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified'),
    values: listOf(z.string()).nullish(),
    filterType: text,
    filterValue: text,
  })
  .transform(({ type, name, namespace, values, filterType, filterValue }) => ({
    type,
    name,
    namespace,
    values: values ?? [],
    filterType,
    filterValue,
  }));

const filled = listOf(z.unknown()).nullish().catch(null);

const rawSchema = z.looseObject({
  visibility: part({ autoSubmitToolbar: flag, hide: part({ web: flag, iOS: flag }) }),
  accessibility: part({ selfService: flag, loginRedirectUrl: text, errorRedirectUrl: text }),
  credentials: part({ userNameTemplate: part({ template: text, type: text, userSuffix: text }) }),
  settings: part({
    app: z.record(z.string(), z.unknown()).nullish().catch(null),
    implicitAssignment: flag,
    notes: part({ admin: text, enduser: text }),
    signOn: part({
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
      responseSigned: flag,
      assertionSigned: flag,
      honorForceAuthn: flag,
      samlSignedRequestEnabled: flag,
      attributeStatements: listOf(statementSchema).nullish(),
      slo: part({ enabled: flag }),
      acsEndpoints: filled,
      inlineHooks: filled,
      spCertificate: z.unknown().optional(),
    }),
  }),
});

/**
 * What a tool needs that manages the app integration as code; null where Okta's answer has another shape. `groups`: as `readGroups`
 * answered.
 */
export function integrationOf(
  app: App,
  mappings: readonly Mapping[],
  groups: Integration['groups'],
): Integration | null {
  const read = rawSchema.safeParse(app.raw);
  if (!read.success) return null;
  const { visibility, accessibility, credentials, settings } = read.data;
  const { userNameTemplate } = credentials;
  const {
    slo,
    acsEndpoints,
    inlineHooks,
    spCertificate,
    samlSignedRequestEnabled,
    attributeStatements,
    ...signOn
  } = settings.signOn;
  const notDescribed: NotDescribed[] = [
    ...(slo.enabled ? (['single-logout'] as const) : []),
    ...((acsEndpoints ?? []).length > 0 ? (['further-acs-urls'] as const) : []),
    ...((inlineHooks ?? []).length > 0 ? (['inline-hook'] as const) : []),
    ...(!slo.enabled && typeof spCertificate === 'object' && spCertificate !== null
      ? (['single-logout-certificate'] as const)
      : []),
  ];
  const own = settings.app ?? {};
  return {
    name: app.name,
    signOnMode: app.signOnMode,
    notes: { admin: settings.notes.admin, endUser: settings.notes.enduser },
    visibility: {
      hideWeb: visibility.hide.web,
      hideIos: visibility.hide.iOS,
      autoSubmitToolbar: visibility.autoSubmitToolbar,
    },
    accessibility,
    implicitAssignment: settings.implicitAssignment,
    userNameTemplate: {
      template: userNameTemplate.template,
      type: userNameTemplate.type,
      suffix: userNameTemplate.userSuffix,
    },
    signOn: {
      ...signOn,
      signedRequests: samlSignedRequestEnabled,
      attributeStatements: attributeStatements ?? [],
    },
    settings: Object.values(own).some((value) => value !== null) ? JSON.stringify(own) : null,
    notDescribed,
    groups,
    mappings: mappings.map(({ id, userType, properties }) => ({
      id,
      userType: { id: userType.id, name: userType.name },
      rows: Object.entries(properties).map(([attribute, { expression, pushStatus }]) => ({
        attribute,
        expression,
        pushStatus,
      })),
    })),
  };
}

/** More would make the summary unreadable. */
const mostGroups = 500;

/**
 * The groups that are assigned. Null: they may not be read, or are more than a summary holds. @throws AppFailure when Okta cannot be
 * asked.
 */
export async function readGroups(okta: Okta, appId: string): Promise<Integration['groups']> {
  return nullOn(['missing-right'], async () => {
    const groups: AppGroup[] = [];
    for await (const group of okta.appGroups(appId)) {
      groups.push(group);
      if (groups.length > mostGroups) return null;
    }
    return groups.map(({ id, priority, profile }) => ({
      id,
      priority,
      profile: Object.keys(profile).length === 0 ? null : JSON.stringify(profile),
    }));
  });
}
