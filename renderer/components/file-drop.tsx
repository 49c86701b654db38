import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { Button } from './button';

interface Props {
  hint: string;
  choose: string;
  /** Endings and types that the dialog offers. */
  accepted: readonly string[];
  isPending: boolean;
  /** Why the last file was not taken; empty when it was. */
  refused: string;
  onFile: (file: File) => void;
}

/** Takes one file, by dialog or drop. */
export function FileDrop({ hint, choose, accepted, isPending, refused, onFile }: Props) {
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
      <FileTrigger
        acceptedFileTypes={accepted}
        onSelect={(files) => {
          const [file] = files ?? [];
          if (file !== undefined) onFile(file);
        }}
      >
        <Button isPending={isPending}>{choose}</Button>
      </FileTrigger>
      <output>{refused}</output>
    </DropZone>
  );
}
