import { z } from 'zod';
import { saml } from '../../../shared/oktopost';
import { nullOn, oktaId, type Calls } from '../calls';
import type { FreshApps } from '../fresh-apps';
import type { Okta } from '../okta';
import type { App, NewSamlApp, SigningKey } from '../types';
import { firstOf } from './first-of';
import { list, loosePart, looseText, text } from './shapes';

const flag = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'boolean' ? value : null));

/**
 * Of the app integrations of an org most are other people's, and Okta's own and old ones leave out or misfill whatever they like
 * (docs/facts/okta-recorded.md, section 3): only the id is needed to read one.
 */
const appShape = z.looseObject({
  id: z.string(),
  name: looseText,
  label: looseText,
  status: looseText,
  signOnMode: looseText,
  created: looseText,
  lastUpdated: looseText,
  features: z
    .unknown()
    .optional()
    .transform((value) =>
      Array.isArray(value) ? value.filter((feature): feature is string => typeof feature === 'string') : [],
    ),
  credentials: loosePart({
    userNameTemplate: loosePart({ template: looseText, type: looseText, pushStatus: looseText }),
    signing: loosePart({ kid: looseText }),
  }),
  settings: loosePart({
    notes: loosePart({ admin: looseText }),
    signOn: loosePart({
      ssoAcsUrl: looseText,
      recipient: looseText,
      destination: looseText,
      audience: looseText,
      defaultRelayState: looseText,
      subjectNameIdTemplate: looseText,
      subjectNameIdFormat: looseText,
      responseSigned: flag,
      assertionSigned: flag,
      signatureAlgorithm: looseText,
      digestAlgorithm: looseText,
    }),
  }),
});

/** Decodes one app integration and keeps the raw response. */
const appSchema = z.record(z.string(), z.unknown()).transform((raw, context): App => {
  const read = appShape.safeParse(raw);
  if (!read.success) {
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }
  const { credentials, settings, signOnMode, ...app } = read.data;
  const template = credentials?.userNameTemplate;
  const signOn = settings?.signOn;
  return {
    id: app.id,
    name: app.name ?? '',
    label: app.label ?? app.name ?? '',
    status: app.status ?? '',
    signOnMode: signOnMode ?? '',
    created: app.created ?? '',
    lastUpdated: app.lastUpdated ?? '',
    features: app.features,
    userNameTemplate: template
      ? { template: template.template ?? '', type: template.type ?? '', pushStatus: template.pushStatus }
      : null,
    adminNote: settings?.notes?.admin ?? null,
    signingKid: credentials?.signing?.kid ?? null,
    signOn: signOn
      ? {
          ssoAcsUrl: signOn.ssoAcsUrl,
          recipient: signOn.recipient,
          destination: signOn.destination,
          audience: signOn.audience,
          // Okta may keep an empty one: it sends none either.
          defaultRelayState: signOn.defaultRelayState === '' ? null : signOn.defaultRelayState,
          subjectNameIdTemplate: signOn.subjectNameIdTemplate,
          subjectNameIdFormat: signOn.subjectNameIdFormat,
          responseSigned: signOn.responseSigned,
          assertionSigned: signOn.assertionSigned,
          signatureAlgorithm: signOn.signatureAlgorithm,
          digestAlgorithm: signOn.digestAlgorithm,
        }
      : null,
    raw,
  };
});

const keySchema = z
  .looseObject({ kid: z.string(), expiresAt: text, created: text, x5c: list(z.string()) })
  .transform(({ kid, expiresAt, created, x5c }): SigningKey => ({ kid, expiresAt, created, x5c }));

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
  | 'generateKey'
>;

const apps = '/api/v1/apps';

/** App integrations. All raw: the SDK's SAML model drops settings in both directions (Okta facts, sections 4.2 and 4.3). */
export function appsGateway(calls: Calls, freshApps: Pick<FreshApps, 'add' | 'seen' | 'remove'>): Apps {
  const all = (): AsyncGenerator<App> =>
    calls.rawItems(apps, appSchema, { limit: '200', includeNonDeleted: 'true' });
  const seen = (app: App): App => {
    freshApps.seen(app.id, app.created);
    return app;
  };
  const one = async (appId: string): Promise<App> =>
    seen(await calls.raw({ method: 'GET', path: `${apps}/${oktaId(appId)}` }, appSchema));

  return {
    findApps: async (isWanted) => {
      const found: App[] = [];
      for await (const app of all()) if (isWanted(app)) found.push(seen(app));
      return found;
    },

    findAppByNote: async (runId) => {
      for await (const app of all()) if (app.adminNote?.includes(runId)) return seen(app);
      return null;
    },

    app: (appId) => nullOn(['not-found'], () => one(appId)),

    createSamlApp: async (app) => {
      const created = await calls.raw({ method: 'POST', path: apps }, appSchema, {
        query: { activate: 'true' },
        body: withoutNulls(samlAppBody(app)),
      });
      freshApps.add(created.id);
      return created;
    },

    changeApp: async (appId, change) =>
      calls.edit(`${apps}/${oktaId(appId)}`, appSchema, (raw) => {
        change(raw);
        delete raw['_links'];
        delete raw['_embedded'];
      }),

    deactivateApp: async (appId) => {
      await calls.done({ method: 'POST', path: `${apps}/${oktaId(appId)}/lifecycle/deactivate` });
    },

    deleteApp: async (appId) => {
      await calls.done({ method: 'DELETE', path: `${apps}/${oktaId(appId)}` });
      freshApps.remove(appId);
    },

    activateApp: async (appId) => {
      await calls.done({ method: 'POST', path: `${apps}/${oktaId(appId)}/lifecycle/activate` });
    },

    // Okta facts, section 4.4: the SDK's method throws on XML.
    samlMetadata: async (appId) =>
      calls.hide(await calls.text(`${apps}/${oktaId(appId)}/sso/saml/metadata`, 'application/xml')),

    keys: async (appId) => firstOf(calls.rawItems(`${apps}/${oktaId(appId)}/credentials/keys`, keySchema)),

    // Source: docs/facts/okta-recorded.md, section 8.
    generateKey: (appId, validityYears) =>
      calls.raw({ method: 'POST', path: `${apps}/${oktaId(appId)}/credentials/keys/generate` }, keySchema, {
        query: { validityYears: String(validityYears) },
      }),
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
