export const words = {
  title: 'Rollout',
  lead: 'Assign people ring by ring; each ring is verified before the next.',
} as const;
