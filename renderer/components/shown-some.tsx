import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { planWords } from '../words/plan';

const firstShown = 100;
const shownMore = 500;

/** The beginning of a long list, and the button that shows more of it until every item is shown; null when all are. */
export function useShownSome<Item>(
  items: readonly Item[],
  first = firstShown,
): { shown: readonly Item[]; more: ReactNode } {
  const [atMost, setAtMost] = useState(first);
  const left = items.length - atMost;
  return {
    shown: items.slice(0, atMost),
    more:
      left <= 0 ? null : (
        <div className="actions">
          <Button
            kind="small"
            onPress={() => {
              setAtMost(atMost + shownMore);
            }}
          >
            {planWords.showMore(Math.min(left, shownMore), left)}
          </Button>
        </div>
      ),
  };
}
