import { contractCheck } from './contract';
import { startPractice } from '../practice';
import type { Practice, PracticeOptions } from '../practice';
import type { Exchange } from '../web/server';
import { isObject, record } from '../world/people';
import type { OktaApp } from '../world/state';
import { reusedKeyPairs } from './key-pairs';

const check = contractCheck();

/** Why a test is skipped that rests on Okta's description. */
export const noContract = 'Okta’s description is not at hand';

/** A practice org in the test's process, without delays; all exchanges are checked against Okta's description. */
export interface TestOrg extends Practice {
  /** Calls the management API; returns status, headers and decoded body. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** The violations of Okta's description; null without that file. */
  contradictions(): string[] | null;
}

interface ApiAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

export async function startTestOrg(options: Partial<PracticeOptions> = {}): Promise<TestOrg> {
  const contradictions: string[] = [];
  const practice = await startPractice({
    provisionDelayMs: 0,
    logLagMs: 0,
    generateKeyPair: reusedKeyPairs(),
    ...options,
    onExchange: (exchange: Exchange) => {
      const isApi = exchange.target === 'okta' && /^\/(api|\.well-known)\//.test(exchange.path);
      if (isApi && check !== null) contradictions.push(...check(exchange));
      options.onExchange?.(exchange);
    },
  });
  return {
    ...practice,
    contradictions: () => (check === null ? null : contradictions),
    api: async (method, path, body, headers = {}) => {
      const answer = await fetch(`${practice.okta.orgUrl}${path}`, {
        method,
        headers: {
          authorization: `SSWS ${practice.okta.apiToken}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.includes('json') === true;
      return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
    },
  };
}

/** The id of an object that the API answered with. */
export const idOf = (body: unknown): string => String(record(body)['id']);

/** Those of a list of it. */
export const idsOf = (body: unknown): string[] =>
  Array.isArray(body) ? body.filter(isObject).map(idOf) : [];

/** Makes an app integration by API, and shows it as the org has it. */
export async function madeApp({ api, world }: Pick<TestOrg, 'api' | 'world'>): Promise<OktaApp> {
  const { body } = await api('POST', '/api/v1/apps', samlApp);
  const app = world.state.apps[idOf(body)];
  if (app === undefined) throw new Error('no app was made');
  return app;
}

/** The body of the documented create. Source: Okta facts, section 2, "Create". */
export const samlApp = {
  label: 'Oktopost Social Advocacy',
  signOnMode: 'SAML_2_0',
  accessibility: { selfService: false },
  visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false } },
  credentials: { userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' } },
  settings: {
    signOn: {
      defaultRelayState: null,
      ssoAcsUrl: 'https://app.oktopost.com/auth/acs',
      recipient: 'https://app.oktopost.com/auth/acs',
      destination: 'https://app.oktopost.com/auth/acs',
      audience: 'urn:oktopost:sp',
      idpIssuer: 'http://www.okta.com/${org.externalKey}',
      subjectNameIdTemplate: '${user.userName}',
      subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      responseSigned: true,
      assertionSigned: true,
      signatureAlgorithm: 'RSA_SHA256',
      digestAlgorithm: 'SHA256',
      honorForceAuthn: true,
      authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      requestCompressed: false,
      allowMultipleAcsEndpoints: false,
      attributeStatements: [],
    },
  },
};
