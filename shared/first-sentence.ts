/** The first sentence of a text; all of it where it has one. Within a path as Okta writes it, “Provisioning > To App”, none ends. */
export const firstSentence = (text: string): string => /^.*?[.?](?=\s|$)/s.exec(text)?.[0] ?? text;
