/** The comments of a TypeScript file, each as one line of text. Consecutive line comments count as one. */
export function commentsIn(source: string): string[] {
  const blocks = source.match(/\/\*[\s\S]*?\*\//g) ?? [];
  const lines = source.match(/(?:^[ \t]*\/\/ .*\n)+/gm) ?? [];
  return [...blocks, ...lines].map((comment) =>
    comment
      .replace(/^\/\*+|\*\/$/g, '')
      .replace(/^[ \t]*(?:\*|\/\/)?[ \t]?/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}
