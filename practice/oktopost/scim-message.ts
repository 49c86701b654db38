import { isObject } from '../world/people';
import type { PracticeResponse } from '../web/http';

export const urns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  search: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
} as const;

type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'uniqueness';

/**
 * A SCIM error response (RFC 7644, section 3.12). The texts are made up: Oktopost's are unknown.
 */
export class ScimError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly scimType: ScimType | null = null,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  response(): PracticeResponse {
    const { status, detail, scimType, headers } = this;
    const type = scimType === null ? {} : { scimType };
    return scimJson(status, { schemas: [urns.error], status: String(status), ...type, detail }, headers);
  }
}

export const badValue = (detail: string): ScimError => new ScimError(400, detail, 'invalidValue');
export const badSyntax = (detail: string): ScimError => new ScimError(400, detail, 'invalidSyntax');

export function scimJson(
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): PracticeResponse {
  return {
    status,
    headers: { 'content-type': 'application/scim+json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** Parses a message body, which must list `schema` in its schemas. @throws ScimError 415, 400 invalidSyntax */
export function readMessage(
  contentType: string | undefined,
  text: string,
  schema: string,
): Record<string, unknown> {
  if (!/^application\/(scim\+)?json\s*(;|$)/i.test(contentType ?? '')) {
    throw new ScimError(415, 'The content type must be application/scim+json.');
  }
  const body = parse(text);
  if (!isObject(body)) throw badSyntax('The body must be a JSON object.');
  const schemas = attributeOf(body, 'schemas');
  const names: unknown[] = Array.isArray(schemas) ? schemas : [];
  if (!names.some((name) => typeof name === 'string' && name.toLowerCase() === schema.toLowerCase())) {
    throw badSyntax(`"schemas" must name ${schema}.`);
  }
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badSyntax('The body is not JSON.');
  }
}

/** Attribute names are case-insensitive and may have their schema as prefix (RFC 7643, section 2.1; RFC 7644, section 3.10). */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  const prefix = `${urns.user.toLowerCase()}:`;
  return lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
}

/** The value of an attribute; its name is case-insensitive. */
export function attributeOf(object: Record<string, unknown>, name: string): unknown {
  const wanted = name.toLowerCase();
  return Object.entries(object).find(([key]) => plainName(key) === wanted)?.[1];
}
