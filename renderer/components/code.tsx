import { Fragment } from 'react';

/** A value as it is in Okta. In a narrow place it breaks where a reader would: after `@`, `/`, `.`, `:`. */
export function Code({ children }: { children: string }) {
  const parts = children.split(/(?<=[@/.:])(?=[^@/.:])/);
  return (
    <code>
      {parts.map((part, index) => (
        // The parts of one text: their place is all that tells them apart.
        <Fragment key={`${index} ${part}`}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
