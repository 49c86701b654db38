import type { ReactNode } from 'react';
import { DropZone, Text } from 'react-aria-components';

interface Props {
  hint: string;
  children: ReactNode;
  onFile: (file: File) => void;
}

/** Takes a file that is dropped on its children. A module of its own: dragging is a tenth of all that a page loads. */
export function DropArea({ hint, children, onFile }: Props) {
  return (
    <DropZone
      className="drop"
      onDrop={({ items }) => {
        const item = items.find(({ kind }) => kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(onFile);
      }}
    >
      <Text slot="label" className="hint">
        {hint}
      </Text>
      {children}
    </DropZone>
  );
}
