/** The one moment at which everything in the fixtures happens. */
export const at = '2026-11-24T02:03:05.000Z';
