import { z } from 'zod';
import { saml } from '../../../shared/oktopost';
import { nullOn, oktaId, type Calls } from '../calls';
import { readUrl } from '../../net/read-url';
import type { App, NewSamlApp, Okta } from '../types';
import { anything, list, text } from './shapes';

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);

const appShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  status: z.string(),
  signOnMode: text,
  created: z.string(),
  lastUpdated: z.string(),
  features: list(z.string()),
  credentials: z
    .looseObject({
      userNameTemplate: z.looseObject({ template: z.string(), type: z.string(), pushStatus: text }).nullish(),
    })
    .nullish(),
  settings: z
    .looseObject({
      notes: z.looseObject({ admin: text }).nullish(),
      signOn: z
        .looseObject({
          ssoAcsUrl: text,
          recipient: text,
          destination: text,
          audience: text,
          defaultRelayState: text,
          subjectNameIdTemplate: text,
          subjectNameIdFormat: text,
          responseSigned: flag,
          assertionSigned: flag,
        })
        .nullish(),
    })
    .nullish(),
  _links: z.looseObject({ help: z.looseObject({ href: text }).nullish() }).nullish(),
});

/** Decodes one app integration and keeps the raw response. */
const appSchema = z.record(z.string(), z.unknown()).transform((raw, context): App => {
  const read = appShape.safeParse(raw);
  if (!read.success) {
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }
  const { credentials, settings, signOnMode, _links: links, ...app } = read.data;
  const template = credentials?.userNameTemplate;
  const signOn = settings?.signOn;
  return {
    id: app.id,
    name: app.name,
    label: app.label,
    status: app.status,
    signOnMode: signOnMode ?? '',
    created: app.created,
    lastUpdated: app.lastUpdated,
    features: app.features,
    userNameTemplate: template
      ? { template: template.template, type: template.type, pushStatus: template.pushStatus }
      : null,
    adminNote: settings?.notes?.admin ?? null,
    signOn: signOn
      ? {
          ssoAcsUrl: signOn.ssoAcsUrl,
          recipient: signOn.recipient,
          destination: signOn.destination,
          audience: signOn.audience,
          defaultRelayState: signOn.defaultRelayState,
          subjectNameIdTemplate: signOn.subjectNameIdTemplate,
          subjectNameIdFormat: signOn.subjectNameIdFormat,
          responseSigned: signOn.responseSigned,
          assertionSigned: signOn.assertionSigned,
        }
      : null,
    adminOrigin: readUrl(links?.help?.href ?? '')?.origin ?? null,
    raw,
  };
});

const keySchema = z.looseObject({
  kid: z.string(),
  expiresAt: text,
  x5c: list(z.string()),
});

type Apps = Pick<
  Okta,
  | 'findApps'
  | 'findAppByNote'
  | 'app'
  | 'createSamlApp'
  | 'changeApp'
  | 'deactivateApp'
  | 'deleteApp'
  | 'activateApp'
  | 'samlMetadata'
  | 'keys'
>;

const apps = '/api/v1/apps';

/** App integrations. All raw: the SDK's SAML model drops settings in both directions (Okta facts, sections 4.2 and 4.3). */
export function appsGateway(calls: Calls): Apps {
  const all = (): AsyncGenerator<App> =>
    calls.rawItems(apps, appSchema, { limit: '200', includeNonDeleted: 'true' });
  const one = (appId: string): Promise<App> =>
    calls.raw({ method: 'GET', path: `${apps}/${oktaId(appId)}` }, appSchema);

  return {
    findApps: async (isWanted) => {
      const found: App[] = [];
      for await (const app of all()) if (isWanted(app)) found.push(app);
      return found;
    },

    findAppByNote: async (runId) => {
      for await (const app of all()) if (app.adminNote?.includes(runId)) return app;
      return null;
    },

    app: (appId) => nullOn(['not-found'], () => one(appId)),

    createSamlApp: (app) =>
      calls.raw({ method: 'POST', path: apps }, appSchema, {
        query: { activate: 'true' },
        body: withoutNulls(samlAppBody(app)),
      }),

    changeApp: async (appId, change) =>
      calls.edit(`${apps}/${oktaId(appId)}`, appSchema, (raw) => {
        change(raw);
        delete raw['_links'];
        delete raw['_embedded'];
      }),

    deactivateApp: async (appId) => {
      const path = `${apps}/${oktaId(appId)}/lifecycle/deactivate`;
      await calls.decode({ method: 'POST', path }, anything, () =>
        calls.sdk.applicationApi.deactivateApplication({ appId }),
      );
    },

    deleteApp: async (appId) => {
      await calls.decode({ method: 'DELETE', path: `${apps}/${oktaId(appId)}` }, anything, () =>
        calls.sdk.applicationApi.deleteApplication({ appId }),
      );
    },

    activateApp: async (appId) => {
      const path = `${apps}/${oktaId(appId)}/lifecycle/activate`;
      await calls.decode({ method: 'POST', path }, anything, () =>
        calls.sdk.applicationApi.activateApplication({ appId }),
      );
    },

    // Okta facts, section 4.4: the SDK's method throws on XML.
    samlMetadata: async (appId) =>
      calls.hide(await calls.text(`${apps}/${oktaId(appId)}/sso/saml/metadata`, 'application/xml')),

    keys: async (appId) => {
      const found = [];
      const path = `${apps}/${oktaId(appId)}/credentials/keys`;
      const keys = calls.items(path, keySchema, () =>
        calls.sdk.applicationApi.listApplicationKeys({ appId }),
      );
      for await (const { kid, expiresAt, x5c } of keys) found.push({ kid, expiresAt, x5c });
      return found;
    },
  };
}

/** Okta returns null for an unset field, but documents no request field as nullable: an unset field is omitted. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const set = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(set.map(([name, member]) => [name, withoutNulls(member)]));
}

/** The request body for a custom SAML app integration. Source: Okta facts, section 2, "Create". */
function samlAppBody({ label, acsUrl, audience, defaultRelayState, adminNote }: NewSamlApp) {
  return {
    label,
    signOnMode: 'SAML_2_0',
    accessibility: { selfService: false },
    visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false } },
    credentials: {
      userNameTemplate: { template: saml.userNameTemplate, type: 'BUILT_IN', pushStatus: 'PUSH' },
    },
    settings: {
      notes: { admin: adminNote },
      signOn: {
        defaultRelayState,
        ssoAcsUrl: acsUrl,
        recipient: acsUrl,
        destination: acsUrl,
        audience,
        idpIssuer: saml.idpIssuer,
        subjectNameIdTemplate: saml.nameIdTemplate,
        subjectNameIdFormat: saml.nameIdFormat,
        responseSigned: true,
        assertionSigned: true,
        signatureAlgorithm: saml.signatureAlgorithm,
        digestAlgorithm: saml.digestAlgorithm,
        honorForceAuthn: true,
        authnContextClassRef: saml.authnContextClassRef,
        requestCompressed: false,
        allowMultipleAcsEndpoints: false,
        attributeStatements: [],
      },
    },
  };
}
