import type { Plugin } from 'vite';

/** Of a syntax tree, what is needed here. */
interface Node {
  type: string;
  start: number;
  end: number;
}

interface Declaration extends Node {
  declarations?: { init: Node | null }[];
  declaration?: Declaration | null;
}

/** A schema, or a list that is made of another one, as those are of which schemas are made. */
const isUnusedAtTimes = /\bz\.|Schema\b|\b(?:listOf|recordOf)\(|\bObject\.keys\(|^\[\s*\.\.\./;

/**
 * Marks the schemas of `shared/`, and the lists that they are made of, as free of side effects, so that a bundle which uses only what
 * stands beside them holds neither them nor zod. Bundlers cannot know: creating one calls functions.
 */
export const unusedSchemas = (): Plugin => ({
  name: 'unused-schemas',
  enforce: 'post',
  transform(code, id) {
    if (!/\/shared\/[^?]+\.ts$/.test(id.replaceAll('\\', '/')) || !/from ["']zod["']/.test(code)) return null;
    const inits = (this.parse(code).body as readonly Declaration[])
      .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
      .flatMap(({ init }) => (init === null || isFunction(init) ? [] : [init]))
      .filter(({ start, end }) => isUnusedAtTimes.test(code.slice(start, end)));
    let marked = code;
    for (const { start, end } of inits.reverse()) {
      const made = marked.slice(start, end);
      marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${made}))()${marked.slice(end)}`;
    }
    return { code: marked, map: null };
  },
});

const isFunction = ({ type }: Node): boolean => type.includes('Function');
