import { allOf } from '../../shared/counted';

/** The texts of what was read: the checks, and when. */
export const readBackWords = {
  checks: {
    heads: (where: string) => ['Setting', 'Expected', where, 'Result'] as const,
    where: { okta: 'In Okta', oktopost: 'At Oktopost', both: 'In Okta or at Oktopost' },
    notReported: 'not reported by Okta',
    notRead: 'not read',
    same: (count: number, more: boolean) =>
      more
        ? `${count} more ${count === 1 ? 'is' : 'are'} as expected`
        : count === 1
          ? 'As expected'
          : `${allOf(count, 'settings')} are as expected`,
    states: { same: 'Same', different: 'Different', 'cannot-be-read': 'Cannot be read' },
  },
  look: {
    read: 'Last checked',
    next: 'Next check',
    now: 'Checking Okta now.',
  },
} as const;
