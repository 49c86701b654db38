import { useId } from 'react';
import type { ReactNode, Ref } from 'react';

interface Props {
  title: string;
  /** Of a heading that is given the focus. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** A part of a screen with its own heading, exposed as a region. */
export function Section({ title, headingRef, children }: Props) {
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id} ref={headingRef} tabIndex={headingRef === undefined ? undefined : -1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
