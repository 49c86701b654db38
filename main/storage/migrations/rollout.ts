import { z } from 'zod';
import type { Migration, Versioned } from './migrate';

/** The history of `rollout.json`. A new version is a line here and a function below. */
export const rolloutMigrations: readonly Migration[] = [
  { from: 1, upgrade: withoutChoices },
  { from: 2, upgrade: withoutCourses },
  { from: 3, upgrade: withoutEarlier },
  { from: 4, upgrade: withoutReasons },
  { from: 5, upgrade: withoutMoments },
  { from: 6, upgrade: withoutChecks },
  { from: 7, upgrade: withoutNotBegun },
  { from: 8, upgrade: withoutEvents },
];

export const rolloutVersion = 9;

/** Version 2 remembers what the admin chose before the first plan, and how many licences there are. */
function withoutChoices(stored: Versioned): Record<string, unknown> {
  return { ...stored, licences: null, draft: null };
}

/** Version 3 keeps the course of each ring, and what a saved set-up tells of a rollout that was done elsewhere. */
function withoutCourses({ rollout, ...stored }: Versioned): Record<string, unknown> {
  return { ...stored, rollout: withRings(rollout, { course: [] }), before: null };
}

/** A rollout with this in each of its rings. */
function withRings(rollout: unknown, more: Record<string, unknown>): unknown {
  const { data } = z.looseObject({ rings: z.array(z.looseObject({})) }).safeParse(rollout);
  if (data === undefined) return rollout;
  return { ...data, rings: data.rings.map((ring) => ({ ...ring, ...more })) };
}

/** Version 4 keeps the rings of rollouts before the present one. */
function withoutEarlier({ rollout, ...stored }: Versioned): Record<string, unknown> {
  const { data } = z.looseObject({}).safeParse(rollout);
  return { ...stored, rollout: data === undefined ? rollout : { ...data, earlier: 0 } };
}

/** Version 5 says whom a repair is for: before, it was for people who were assigned too early alone. */
function withoutReasons({ repair, ...stored }: Versioned): Record<string, unknown> {
  const { data } = z.looseObject({ people: z.array(z.looseObject({})) }).safeParse(repair);
  if (data === undefined) return { ...stored, repair };
  const people = data.people.map((person) => ({ ...person, why: 'never-sent' }));
  return { ...stored, repair: { ...data, of: { kind: 'too-early' }, people } };
}

/** Version 6 keeps when whoever is between the halves of a repair was unassigned. */
function withoutMoments({ repair, ...stored }: Versioned): Record<string, unknown> {
  const { data } = z.looseObject({}).safeParse(repair);
  return { ...stored, repair: data === undefined ? repair : { ...data, unassigned: null } };
}

/** Version 7 keeps when a ring was last checked. */
function withoutChecks({ rollout, ...stored }: Versioned): Record<string, unknown> {
  return { ...stored, rollout: withRings(rollout, { checkedAt: null }) };
}

/** Version 8 keeps with whom no ring had begun when another rollout replaced theirs: before, they were forgotten. */
function withoutNotBegun({ rollout, ...stored }: Versioned): Record<string, unknown> {
  const { data } = z.looseObject({}).safeParse(rollout);
  return { ...stored, rollout: data === undefined ? rollout : { ...data, notBegun: [] } };
}

/** Version 9 keeps of who did not arrive which event of Okta's System Log says so. */
function withoutEvents({ rollout, ...stored }: Versioned): Record<string, unknown> {
  const ringSchema = z.looseObject({ failed: z.array(z.looseObject({})) });
  const { data } = z.looseObject({ rings: z.array(ringSchema) }).safeParse(rollout);
  if (data === undefined) return { ...stored, rollout };
  const rings = data.rings.map(({ failed, ...ring }) => ({
    ...ring,
    failed: failed.map((each) => ({ ...each, eventId: null })),
  }));
  return { ...stored, rollout: { ...data, rings } };
}
