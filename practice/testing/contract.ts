import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isException, isUndescribed, isUndescribedRow } from './contract-exceptions';
import { isObject } from '../world/people';
import type { Exchange } from '../web/server';

const file = process.env['OKTA_OPENAPI'] ?? '../shared/contract/okta-management.json';
/** The description's file; null where it is not. */
export const contractFile = (): string | null => (existsSync(file) ? file : null);

const documentId = 'okta';

/** The violations of Okta's published description in an exchange; empty when there are none. */
export type ContractCheck = (exchange: Exchange) => string[];

/**
 * The check against Okta's API description (`../shared/contract/okta-management.json`, or where `OKTA_OPENAPI` points).
 * Null without that file: then tests are reported as skipped.
 */
export function contractCheck(): ContractCheck | null {
  if (!existsSync(file)) {
    process.stderr.write(
      `\n*** SKIPPED: Okta's contract is not at ${file}; answers are not validated ***\n\n`,
    );
    return null;
  }
  const description: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(description)) throw new Error(`${file} is no API description`);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(description, documentId);
  const paths = pathsOf(description);
  const compiled = new Map<string, ValidateFunction>();
  const validate = (pointer: string[]): ValidateFunction => {
    const ref = `${documentId}#/${pointer.map(escapePointer).join('/')}`;
    const known = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, known);
    return known;
  };

  return (exchange) => {
    const path = paths.find(({ pattern }) => pattern.test(exchange.path));
    // An undescribed endpoint must respond 404.
    const address = `${exchange.method} ${exchange.path}`;
    const unknown = exchange.status === 404 || isUndescribed(address) ? [] : [`${address}: not described`];
    if (path === undefined) return unknown;
    const method = exchange.method.toLowerCase();
    const operation = at(description, ['paths', path.template, method]);
    const name = `${exchange.method} ${path.template}`;
    if (operation === undefined) return unknown;
    // A request refused as invalid need not match.
    const request = exchange.status === 400 ? '' : exchange.requestBody;
    return [
      ...bodyFaults(name, 'request', request, ['paths', path.template, method, 'requestBody']),
      ...bodyFaults(name, 'answer', exchange.responseBody, [
        'paths',
        path.template,
        method,
        'responses',
        String(exchange.status),
      ]),
    ];

    function bodyFaults(
      where: string,
      kind: 'request' | 'answer',
      body: string,
      pointer: string[],
    ): string[] {
      const content = resolve(pointer);
      if (kind === 'answer' && content.node === undefined) {
        // 401 and similar are described globally, outside the operations.
        return exchange.status >= 400 ? [] : [`${where}: answer ${String(exchange.status)} is not described`];
      }
      const schema = [...content.pointer, 'content', 'application/json', 'schema'];
      if (body === '' || at(description, schema) === undefined) return [];
      const check = validate(schema);
      let value: unknown;
      try {
        value = JSON.parse(body);
      } catch {
        return [`${where}: ${kind} is no JSON`];
      }
      const rows = Array.isArray(value) ? value.filter((row) => !isUndescribedRow(row)) : value;
      if (check(withoutNulls(rows))) return [];
      return (check.errors ?? [])
        .map((error) => `${where} ${kind} ${error.instancePath} ${error.message ?? ''} (${error.schemaPath})`)
        .filter((fault) => !isException(where, kind, fault));
    }
  };

  /** Resolves one `$ref`: responses are often described in `components`. */
  function resolve(pointer: string[]): { node: unknown; pointer: string[] } {
    const node = at(description, pointer);
    if (isObject(node) && typeof node['$ref'] === 'string') {
      const target = node['$ref']
        .slice(2)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      return { node: at(description, target), pointer: target };
    }
    return { node, pointer };
  }
}

function pathsOf(description: Record<string, unknown>): { template: string; pattern: RegExp }[] {
  const paths = description['paths'];
  if (!isObject(paths)) throw new Error('the description has no paths');
  return Object.keys(paths)
    .map((template) => ({
      template,
      pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }))
    .sort((a, b) => variables(a.template) - variables(b.template));
}

/** Of several matching templates the one with the fewest variables wins (`/users/me/roles`). */
const variables = (template: string): number => template.split('{').length;

function at(node: unknown, pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), node);
}

const escapePointer = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/**
 * Okta's recorded responses contain null where its description does not allow it, and null in a request removes a value
 * (Okta facts, section 2: relay state, mapping rows, schema attributes), which the description does not have either.
 */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (entry === null ? [] : [[key, withoutNulls(entry)]])),
  );
}
