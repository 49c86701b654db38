import { defineStep, draftOf } from '../../plans/step';

/** Says of an undo whose original values come from a file what to mind; writes nothing. */
export const handedOverStep = defineStep<Record<string, never>, string | null, never>({
  observe: ({ session }) => {
    const { handedOver } = session();
    return Promise.resolve(handedOver === null ? null : (handedOver.by ?? 'another admin'));
  },
  plan: (by) =>
    draftOf(
      [],
      by === null
        ? {}
        : {
            warnings: [
              `This set-up was handed over in a file by ${by}. What things were before is what that file says: read the column “Will be” before you approve.`,
            ],
          },
    ),
  beforeAndAfter: () => ({}),
  apply: () => Promise.resolve({ details: {} }),
  verify: () => Promise.resolve([]),
});
