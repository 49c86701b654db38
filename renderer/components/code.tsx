import { Fragment } from 'react';

const part = /[^@/.:]+[@/.:]*|[@/.:]+/g;

/** Text that breaks in a narrow place where a reader would break it: after `@`, `/`, `.`, `:`. */
export function Breaking({ children }: { children: string }) {
  return [...children.matchAll(part)].map(({ 0: text, index: offset }) => (
    <Fragment key={offset}>
      {offset > 0 && <wbr />}
      {text}
    </Fragment>
  ));
}

/** A value as it is in Okta. */
export function Code({ children }: { children: string }) {
  return (
    <code>
      <Breaking>{children}</Breaking>
    </code>
  );
}
