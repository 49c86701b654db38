import { randomBytes } from 'node:crypto';
import type { Fault } from '../../practice/web/faults';
import { secretForms } from './canary';

/** Tokens of the characters that encoders treat differently; each its own, so that the finder can name it. */
const strange = (name: string): string => `00${name}-a+b/c=="'\\&<%41~${randomBytes(9).toString('hex')}`;

export const strangeTokens = () => ({
  okta: strange('okta'),
  oktaRefused: strange('okta-refused'),
  oktaNotKept: strange('okta-not-kept'),
  oktopostNotKept: strange('oktopost-not-kept'),
  oktopost: strange('oktopost'),
  oktopostRefused: strange('oktopost-refused'),
  proxy: strange('proxy'),
  proxyRefused: strange('proxy-refused'),
});
export type StrangeTokens = ReturnType<typeof strangeTokens>;

/** What a server or a proxy may quote of a request that it does not like. */
export function echo(token: string): string {
  const { plain, json, url, base64 } = secretForms(token);
  const header = Buffer.from(`authorization: ${token}`).toString('base64');
  return [plain, json, ...url, ...base64, header].join(' or ');
}

/** Messages that quote every token, as a careless admin pastes them. */
export const failuresOf = (of: readonly string[]): string =>
  of.map((token) => `Unauthorized. Errors reported by remote server: ${echo(token)}`).join('\n');

export const oktaError = (status: number, text: string): NonNullable<Fault['answer']> => ({
  status,
  headers: { 'content-type': 'application/json', 'x-okta-request-id': text },
  body: JSON.stringify({
    errorCode: 'E0000001',
    errorSummary: `Api validation failed: ${text}`,
    errorId: text,
    errorCauses: [{ errorSummary: text }],
  }),
});

export const okJson = (body: unknown): NonNullable<Fault['answer']> => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Answers of every bad kind, each quoting `token` in every form. */
export function badAnswers(token: string): NonNullable<Fault['answer']>[] {
  const quoted = echo(token);
  const scimError = JSON.stringify({ detail: quoted, scimType: quoted, status: '400' });
  const json = { 'content-type': 'application/json' };
  return [
    oktaError(400, quoted),
    oktaError(403, quoted),
    oktaError(500, quoted),
    { status: 400, headers: json, body: scimError },
    { status: 502, headers: { 'content-type': 'text/html' }, body: `<html>${quoted}</html>` },
    { status: 200, headers: json, body: `${token} is no JSON` },
    okJson({ [token]: quoted, id: { [token]: 1 } }),
    okJson([{ [token]: quoted }]),
    { status: 307, headers: { location: `https://evil.example/?${token}` }, body: '' },
  ];
}
