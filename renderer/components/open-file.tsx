import { useState } from 'react';
import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { maxFileLength } from '../../shared/files';
import { useApp, usePending } from '../store/context';
import { Button } from './button';
import { words } from '../words/common';

/** Opens a file that the assistant exported, by dialog or drop. Main decides what kind it is. */
export function OpenFile({ hint }: { hint: string }) {
  const call = useApp((state) => state.call);
  const pending = usePending('file.open');
  const [tooLong, setTooLong] = useState(false);

  const open = async (file: File): Promise<void> => {
    setTooLong(file.size > maxFileLength);
    if (file.size > maxFileLength) return;
    await call('file.open', { name: file.name.slice(0, 255), text: await file.text() });
  };
  return (
    <DropZone
      className="drop"
      onDrop={({ items }) => {
        const item = items.find(({ kind }) => kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(open);
      }}
    >
      <Text slot="label" className="hint">
        {hint}
      </Text>
      <FileTrigger
        acceptedFileTypes={['application/json', '.json']}
        onSelect={(files) => {
          const [file] = files ?? [];
          if (file !== undefined) void open(file);
        }}
      >
        <Button isPending={pending}>{words.file.open}</Button>
      </FileTrigger>
      <output>{tooLong ? words.file.tooLong : ''}</output>
    </DropZone>
  );
}
