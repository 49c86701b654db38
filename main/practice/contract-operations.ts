import { isObject, record } from './people';

export type Side = 'request' | 'answer';

type Answer = { kind: 'json'; pointer: string } | { kind: 'text' } | { kind: 'none' };

/** One operation of the description. Pointers are JSON pointers into it. */
export interface Operation {
  /** For example `GET /api/v1/apps/{appId}`. */
  name: string;
  matches(method: string, path: string): boolean;
  queryNames: ReadonlySet<string>;
  requestPointer: string | null;
  answers: ReadonlyMap<number, Answer>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation of an OpenAPI description; those with fewer path parameters first, so that the most exact one matches. */
export function readOperations(document: Record<string, unknown>): Operation[] {
  const operations = Object.entries(record(document['paths'])).flatMap(([template, item]) =>
    methods.flatMap((method) => {
      const operation = record(item)[method];
      return isObject(operation) ? [readOperation(document, template, method, record(item), operation)] : [];
    }),
  );
  const parameters = ({ name }: Operation): number => name.split('{').length;
  return operations.sort((left, right) => parameters(left) - parameters(right));
}

function readOperation(
  document: Record<string, unknown>,
  template: string,
  method: string,
  item: Record<string, unknown>,
  operation: Record<string, unknown>,
): Operation {
  const pattern = new RegExp(`^${template.replace(/\./g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);
  const pointer = `/paths/${escaped(template)}/${method}`;
  const requestPointer = `${pointer}/requestBody/content/application~1json/schema`;
  const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')].map((parameter) =>
    follow(document, record(parameter)),
  );
  return {
    name: `${method.toUpperCase()} ${template}`,
    matches: (asked, path) => asked.toLowerCase() === method && pattern.test(path),
    queryNames: new Set(
      parameters.filter((parameter) => parameter['in'] === 'query').map(({ name }) => String(name)),
    ),
    requestPointer: resolvePointer(document, requestPointer) === undefined ? null : requestPointer,
    answers: new Map(
      Object.entries(record(operation['responses'])).map(([status, answer]) => [
        Number(status),
        readAnswer(document, `${pointer}/responses/${status}`, record(answer)),
      ]),
    ),
  };
}

function readAnswer(
  document: Record<string, unknown>,
  pointer: string,
  answer: Record<string, unknown>,
): Answer {
  const { $ref } = answer;
  const base = typeof $ref === 'string' ? $ref.slice(1) : pointer;
  const content = record(follow(document, answer)['content']);
  if (isObject(content['application/json'])) {
    return { kind: 'json', pointer: `${base}/content/application~1json/schema` };
  }
  return Object.keys(content).length > 0 ? { kind: 'text' } : { kind: 'none' };
}

/** What `$ref` points at, or the object itself. */
export function follow(document: Record<string, unknown>, value: Record<string, unknown>): Record<string, unknown> {
  const { $ref } = value;
  return typeof $ref === 'string' ? record(resolvePointer(document, $ref.replace(/^#/, ''))) : value;
}

export function resolvePointer(document: Record<string, unknown>, pointer: string): unknown {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
    value = Array.isArray(value) ? value[Number(key)] : record(value)[key];
  }
  return value;
}

/** A key as a part of a JSON pointer in a URI fragment. */
const escaped = (key: string): string => encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));

const listAt = (value: Record<string, unknown>, key: string): unknown[] => {
  const list = value[key];
  return Array.isArray(list) ? list : [];
};
