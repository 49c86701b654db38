/** What a call takes of a field at most, in UTF-16 units: the field says when more was typed or pasted. Apart from schemas, for the first screen. */
export const longestTyped = {
  search: 100,
  searchOfRows: 200,
  proxyUser: 500,
  proxyPassword: 1000,
} as const;
