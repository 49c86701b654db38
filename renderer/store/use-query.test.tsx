import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Result } from '../../shared/errors';
import type { Plan } from '../../shared/plan';
import { mappingPlan } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { later, ok, press, show } from '../testing/dom';
import { useQuery } from './use-query';

const asked = { scope: { kind: 'mapping' } } as const;
const planOf = (id: string): Plan => ({ ...mappingPlan, id });
/** What came another way, ready to be shown: made when the button was pressed. */
let ready: ((id: string) => void)[] = [];

function Shown() {
  const { value, again, replace } = useQuery('plan.preview', asked);
  return (
    <>
      <output>{value?.id ?? 'none'}</output>
      <button type="button" onClick={again}>
        Again
      </button>
      <button
        type="button"
        onClick={() => {
          ready.push((id) => {
            replace(planOf(id));
          });
        }}
      >
        Read
      </button>
    </>
  );
}

it('shows what came another way, unless it was asked again since', async () => {
  ready = [];
  const second = later<Result<Plan>>();
  const answers = [Promise.resolve(ok(planOf('first'))), second.promise];
  await show(<Shown />, snapshotAt('mapping'), {
    'plan.preview': () => answers.shift() ?? ok(mappingPlan),
  });
  const shown = (): string | null => screen.getByRole('status').textContent;
  const take = (index: number, id: string): void => {
    act(() => ready[index]?.(id));
  };
  await press('Read');
  take(0, 'exported');
  expect(shown()).toBe('exported');
  await press('Read');
  fireEvent.click(screen.getByRole('button', { name: 'Again' }));
  await second.give(ok(planOf('second')));
  expect(shown()).toBe('second');
  take(1, 'late');
  expect(shown()).toBe('second');
});
