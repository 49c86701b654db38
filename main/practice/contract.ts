import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type ContractException, contractExceptions } from './contract-exceptions';
import { readOperations, type Operation, type Side } from './contract-operations';
import { isObject } from './people';
import { unknownKeys } from './contract-keys';

/** One call of the management API: bodies as they went over the wire, `query` with or without its `?`. */
export interface ContractExchange {
  method: string;
  /** The path alone, from `/api/v1/…` or `/.well-known/…`. */
  path: string;
  query: string;
  status: number;
  requestBody: string;
  responseBody: string;
}

export interface ContractChecker {
  /** What contradicts Okta's description, one sentence each; empty when nothing does. */
  check(exchange: ContractExchange): string[];
  /** Exceptions that no exchange needed so far: they may be out of date. */
  unusedExceptions(): readonly ContractException[];
}

/** Where Okta's trimmed description lies: beside the project, or where `OKTA_OPENAPI` points. */
export function contractFile(): string {
  return process.env['OKTA_OPENAPI'] ?? resolve(process.cwd(), '../shared/contract/okta-management.json');
}

/** Checks exchanges against Okta's published description; null when there is no copy of it here. */
export function contractChecker(file = contractFile()): ContractChecker | null {
  if (!existsSync(file)) return null;
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(document)) throw new Error(`${file} is no OpenAPI description`);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, documentId);
  const operations = readOperations(document);
  const compiled = new Map<string, ValidateFunction>();
  const unused = new Set<ContractException>(contractExceptions);

  function validator(pointer: string): ValidateFunction {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `${documentId}#${pointer}` });
    compiled.set(pointer, known);
    return known;
  }

  function excused(operation: Operation, side: Side, problem: string): boolean {
    const exception = contractExceptions.find(
      (candidate) =>
        candidate.side === side && candidate.operation.test(operation.name) && candidate.problem.test(problem),
    );
    if (exception !== undefined) unused.delete(exception);
    return exception !== undefined;
  }

  function report(operation: Operation, side: Side, problems: readonly string[]): string[] {
    return [...new Set(problems)]
      .filter((problem) => !excused(operation, side, problem))
      .map((problem) => `${operation.name} ${side}: ${problem}`);
  }

  function schemaProblems(pointer: string, value: unknown): string[] {
    const validate = validator(pointer);
    return validate(value) ? [] : narrowed(validate.errors ?? []).map(inWords);
  }

  return {
    unusedExceptions: () => [...unused],
    check: (exchange) => {
      const operation = operations.find(({ matches }) => matches(exchange.method, exchange.path));
      if (operation === undefined) {
        // An endpoint outside the description can only be refused.
        return exchange.status === 404 || exchange.status === 405
          ? []
          : [`${exchange.method} ${exchange.path}: not in Okta's description, but answered ${exchange.status}`];
      }
      // A refused request says nothing about the product or the practice org being right about its form.
      const accepted = exchange.status < 400;
      return [
        ...(accepted ? report(operation, 'request', requestProblems(operation, exchange)) : []),
        ...report(operation, 'answer', answerProblems(operation, exchange)),
      ];
    },
  };

  function requestProblems(operation: Operation, { query, requestBody }: ContractExchange): string[] {
    const problems = [...new URLSearchParams(query).keys()]
      .filter((name) => !operation.queryNames.has(name))
      .map((name) => `query has the unknown parameter "${name}"`);
    const body = parsed(requestBody);
    if (operation.requestPointer === null || body === undefined) return problems;
    if (!body.ok) return [...problems, 'the body is no JSON'];
    return [
      ...problems,
      ...schemaProblems(operation.requestPointer, body.value),
      ...unknownKeys(document, operation.requestPointer, body.value),
    ];
  }

  function answerProblems(operation: Operation, { status, responseBody }: ContractExchange): string[] {
    const answer = operation.answers.get(status);
    if (answer === undefined) {
      const problems = [`status ${status} is not described`];
      const body = parsed(responseBody);
      if (body?.ok === true) problems.push(...schemaProblems('/components/schemas/Error', body.value));
      return problems;
    }
    if (answer.kind === 'text') return responseBody === '' ? ['the answer is empty'] : [];
    const body = parsed(responseBody);
    if (answer.kind === 'none') {
      return body === undefined || (body.ok && isObject(body.value) && Object.keys(body.value).length === 0)
        ? []
        : ['a body where none is described'];
    }
    if (body === undefined) return ['the answer is empty'];
    if (!body.ok) return ['the answer is no JSON'];
    return schemaProblems(answer.pointer, withoutNulls(body.value));
  }
}

const documentId = 'okta';

function parsed(text: string): { ok: true; value: unknown } | { ok: false } | undefined {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

/** Okta answers null where its description knows no null. Source: contract/README.md. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

/** Of a `oneOf` by discriminator only the branch that was meant is of interest: the others fail on the discriminator. */
function narrowed(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const foreign = errors
    .filter(({ keyword, schemaPath }) => keyword === 'enum' && /\/oneOf\/\d+\/allOf\/\d+\//.test(schemaPath))
    .map(({ schemaPath }) => schemaPath.replace(/(\/oneOf\/\d+\/).*$/, '$1'));
  const meant = errors.filter(({ schemaPath }) => !foreign.some((branch) => schemaPath.startsWith(branch)));
  const concrete = meant.filter(({ keyword }) => keyword !== 'oneOf');
  return concrete.length > 0 ? concrete : errors;
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const detail = 'allowedValues' in params ? ` ${JSON.stringify(params['allowedValues'])}` : '';
  return `${instancePath === '' ? '/' : instancePath} ${message ?? 'is not valid'}${detail}`;
}
