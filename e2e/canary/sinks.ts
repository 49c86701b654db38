/** Where a secret could come out of the running product. */
export const sinks = ['answer', 'event', 'page', 'storage', 'console', 'export', 'file'] as const;

export type Sink = (typeof sinks)[number];
