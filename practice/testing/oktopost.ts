import { expect } from 'vitest';
import { z } from 'zod';
import { startPractice } from '../practice';
import type { Practice, PracticeOptions } from '../practice';

const json = z.record(z.string(), z.unknown());

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A practice org with a SCIM client that validates every response as SCIM. */
export interface ScimUnderTest {
  practice: Practice;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  made(more?: Record<string, unknown>): Promise<Record<string, unknown> & { id: string }>;
  patch(id: string, ...operations: unknown[]): Promise<Answer>;
}

export async function startScim(options: Partial<PracticeOptions> = {}): Promise<ScimUnderTest> {
  const practice = await startPractice({ users: 12, licences: 40, ...options });
  const { scimBaseUrl, bearerToken } = practice.oktopost;

  const ask: ScimUnderTest['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(scimBaseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${bearerToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status } = response;
    if (text === '') return { status, headers: response.headers, body: {} };
    expect(response.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    return { status, headers: response.headers, body: json.parse(JSON.parse(text)) };
  };

  return {
    practice,
    ask,
    made: async (more) => {
      const { status, body } = await ask('POST', '/Users', person(more));
      expect(status).toBe(201);
      return z.looseObject({ id: z.string() }).parse(body);
    },
    patch: (id, ...Operations) => ask('PATCH', `/Users/${id}`, { schemas: [patchUrn], Operations }),
  };
}

let count = 0;

/** A new user each time; `more` overrides. */
export function person(more: Record<string, unknown> = {}): Record<string, unknown> & { userName: unknown } {
  count += 1;
  return {
    schemas: [userUrn],
    userName: `person${count}@acme.example`,
    name: { givenName: 'Ada', familyName: 'Berger' },
    active: true,
    ...more,
  };
}
