import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of a screen with its own heading, exposed as a region. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
