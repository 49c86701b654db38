import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';
import type { Versioned } from './migrate';

const sessionOfTwentyFour = z.looseObject({
  handedOver: z.looseObject({}).nullable(),
  mapping: z.looseObject({ skipped: z.boolean() }),
  signIns: z.looseObject({
    checks: z.looseObject({ 'from-oktopost': z.looseObject({}), 'from-okta': z.looseObject({}) }),
    failed: listOf(z.looseObject({})),
  }),
  tokenChange: z.looseObject({}),
  statements: listOf(z.looseObject({ id: z.string() })),
});

const tokenThen = 'setting:connection.authorization=a token made in Oktopost (not part of this summary)';
const tokenNow = 'setting:connection.authorization=a token made in Oktopost (Okta shows it to nobody)';

/**
 * Version 25 keeps who said what became of a sign-in, who skipped the mapping and when, what walks to another token proved, and how many
 * lines of its journal a saved set-up came without. What a statement about the SCIM token says has other words.
 */
export function toTwentyFive(stored: Versioned): Record<string, unknown> {
  const { data } = sessionOfTwentyFour.safeParse(stored);
  if (data === undefined) return stored;
  const { handedOver, mapping, signIns, tokenChange, statements } = data;
  const saidBy = (check: object): object => ({ decidedBy: null, ...check });
  return {
    earlierTokenChanges: [],
    ...stored,
    handedOver: handedOver === null ? null : { skippedLines: 0, ...handedOver },
    mapping: { ...mapping, skipped: mapping.skipped ? { by: null, at: null } : null },
    signIns: {
      ...signIns,
      checks: {
        'from-oktopost': saidBy(signIns.checks['from-oktopost']),
        'from-okta': saidBy(signIns.checks['from-okta']),
      },
      failed: signIns.failed.map(saidBy),
    },
    tokenChange: { sentBefore: [], ...tokenChange },
    statements: statements.map((each) => (each.id === tokenThen ? { ...each, id: tokenNow } : each)),
  };
}
