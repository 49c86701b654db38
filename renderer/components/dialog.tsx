import { Suspense, lazy, useState } from 'react';
import type { DialogProps } from './dialog-body';

/** Loaded apart: the first screen does not wait for what only dialogs need. */
const Body = lazy(async () => ({ default: (await import('./dialog-body')).DialogBody }));

/** A modal dialog; Escape or a click outside closes it. */
export function Dialog(props: DialogProps) {
  const isOpen = props.open?.is ?? true;
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  // Once it was open it stays, so that closing it gives the focus back.
  return wasOpen ? (
    <Suspense>
      <Body {...props} />
    </Suspense>
  ) : null;
}
