import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** Scrolled into view when it comes: what it answers may have been asked far below. Another key for another answer. */
export function InView({ children }: { children: ReactNode }) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={shown}>{children}</div>;
}
