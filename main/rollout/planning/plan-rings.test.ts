import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { RingPerson } from '../../steps/rollout/ring';
import { planRings } from './plan-rings';

const person = (userId: string): RingPerson => ({ userId, name: userId, login: userId, email: userId });
const people = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }))
  .map((ids) => ids.map((id) => person(`u${id}`)));
const groups = fc
  .array(people, { maxLength: 5 })
  .map((all) => all.map((members, index) => ({ id: `g${index % 4}`, name: `Group ${index % 4}`, members })));
const chosen = fc.record({ people, groups, ringSize: fc.integer({ min: 1, max: 30 }) });

describe('planRings', () => {
  it('has nobody twice', () => {
    fc.assert(
      fc.property(chosen, (choice) => {
        const ids = planRings(choice).flatMap((ring) => ring.people.map(({ userId }) => userId));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('has everybody who was chosen, and nobody else, and every group once', () => {
    fc.assert(
      fc.property(chosen, (choice) => {
        const rings = planRings(choice);
        const once = choice.groups.filter(
          ({ id }, index) => choice.groups.findIndex((other) => other.id === id) === index,
        );
        const ids = new Set(rings.flatMap((ring) => ring.people.map(({ userId }) => userId)));
        // A group that is given twice counts as it was given first, smallest first.
        const asked = new Set(
          [...choice.people, ...choice.groups.flatMap(({ members }) => members)].map(({ userId }) => userId),
        );
        for (const { userId } of choice.people) expect(ids.has(userId)).toBe(true);
        for (const id of ids) expect(asked.has(id)).toBe(true);
        expect(rings.filter(({ kind }) => kind === 'group')).toHaveLength(once.length);
      }),
    );
  });

  it('begins with one, five and ten people, then rings of the given size', () => {
    fc.assert(
      fc.property(chosen, (choice) => {
        const sizes = planRings(choice).filter(({ kind }) => kind !== 'group');
        const wanted = [1, 5, 10];
        for (const [index, ring] of sizes.entries()) {
          const most = wanted[index] ?? choice.ringSize;
          expect(ring.people.length).toBeGreaterThan(0);
          if (index < sizes.length - 1) expect(ring.people).toHaveLength(most);
          else expect(ring.people.length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('assigns who is in a chosen group with the group alone', () => {
    const [ada, ben] = [person('ada'), person('ben')];
    const rings = planRings({
      people: [ada, ben],
      groups: [{ id: 'g', name: 'Sales', members: [ada] }],
      ringSize: 5,
    });
    expect(rings.map(({ kind, people: members }) => [kind, members.map(({ userId }) => userId)])).toEqual([
      ['pilot', ['ben']],
      ['group', ['ada']],
    ]);
  });
});
