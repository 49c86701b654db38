import fc from 'fast-check';
import { troubles } from './random-walks';
import type { Trouble } from './random-walks';

const scopes = ['app', 'to-app', 'mapping', 'assign', 'unassign', 'tile', 'undo'] as const;
export type ScopeName = (typeof scopes)[number];
const outsiders = [
  'deletes the app',
  'maps the title again',
  'changes the user name format',
  'assigns the user',
  'unassigns the user',
  'makes a twin',
  'switches SCIM on',
  'switches SCIM off',
] as const;
export type Outside = (typeof outsiders)[number];

const lifeEnds = ['clean up', 'stop', 'restart'] as const;
export type LifeEnd = (typeof lifeEnds)[number];

/** What happens next in a walk. */
export type Step =
  | { do: 'apply'; scope: ScopeName }
  /** Between preview and apply someone else does something. */
  | { do: 'apply-late'; scope: ScopeName; outside: Outside }
  | { do: 'outside'; outside: Outside }
  /** For the next request that changes something. */
  | { do: 'trouble'; trouble: Trouble }
  /** The life-cycle test, until it has done so many phases; then it ends in one of these ways. */
  | { do: 'life-cycle'; phases: number; end: LifeEnd }
  | { do: 'restart' }
  | { do: 'keep-session' }
  /** Starts again with the session that was kept: it is older than the org then. */
  | { do: 'older-session' };

const oneOf = <T>(names: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...names);
/** It takes long: the gate takes it by an example, so that its random walks cost what they did. */
const lifeMove: fc.WeightedArbitrary<Step> = {
  weight: 1,
  arbitrary: fc
    .tuple(fc.integer({ min: 0, max: 7 }), oneOf(lifeEnds))
    .map(([phases, end]): Step => ({ do: 'life-cycle', phases, end })),
};
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'apply', scope: 'undo' }) },
  { weight: 5, arbitrary: oneOf(scopes).map((scope): Step => ({ do: 'apply', scope })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(oneOf(scopes), oneOf(outsiders))
      .map(([scope, outside]): Step => ({ do: 'apply-late', scope, outside })),
  },
  ...(process.env['WALKS'] === undefined ? [] : [lifeMove]),
  { weight: 4, arbitrary: oneOf(outsiders).map((outside): Step => ({ do: 'outside', outside })) },
  { weight: 3, arbitrary: oneOf(troubles).map((trouble): Step => ({ do: 'trouble', trouble })) },
  {
    weight: 3,
    arbitrary: oneOf(['restart', 'keep-session', 'older-session'] as const).map((name): Step => ({
      do: name,
    })),
  },
);

/** Most begin with an app integration: without one there is little to walk on. */
export const anyWalk: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.constantFrom<Step[]>([], [{ do: 'apply', scope: 'app' }], [{ do: 'apply', scope: 'app' }]),
    fc.array(anyStep, { minLength: 3, maxLength: 14 }),
  )
  .map(([first, rest]) => [...first, ...rest]);
