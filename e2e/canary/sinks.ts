/** The outputs of the running product at which a secret could leak. */
export const sinks = ['answer', 'event', 'page', 'storage', 'console', 'export', 'file'] as const;

export type Sink = (typeof sinks)[number];
