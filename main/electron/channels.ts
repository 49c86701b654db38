/** IPC channels: one for all calls, one for snapshots. */
export const channels = { call: 'assistant:call', snapshot: 'assistant:snapshot' } as const;
