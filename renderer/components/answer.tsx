import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { takeFocus } from '../focus-kept';

/**
 * The answer to an action, which may have been asked for far below: it takes the focus, and comes into view. Another key for another
 * answer. `name`: what a screen reader calls it, where nothing in it says so at once.
 */
export function Answer({
  name,
  block = 'nearest',
  children,
}: {
  name?: string;
  /** `start`: longer than the window, it is read from its top. */
  block?: 'start' | 'nearest';
  children: ReactNode;
}) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown.current !== null) takeFocus(shown.current, block);
  }, [block]);
  return (
    <div ref={shown} tabIndex={-1} className="stack" role={name && 'group'} aria-label={name}>
      {children}
    </div>
  );
}
