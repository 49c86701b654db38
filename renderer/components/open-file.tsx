import { useState } from 'react';
import { maxFileLength, maxSetupLength } from '../../shared/files';
import { partsOf } from './file-parts';
import { useApp, usePending } from '../store/context';
import { FileDrop } from './file-drop';
import { words } from '../words/common';

/** Opens a file that the assistant exported, by dialog or drop. Main decides what kind it is. */
export function OpenFile({ hint }: { hint: string }) {
  const call = useApp((state) => state.call);
  const pending = usePending('file.open');
  const [tooLong, setTooLong] = useState(false);

  const open = async (file: File): Promise<void> => {
    const isTooLong = file.size > maxSetupLength;
    setTooLong(isTooLong);
    if (isTooLong) return;
    const name = file.name.slice(0, 255);
    if (file.size <= maxFileLength) {
      await call('file.open', { name, text: await file.text() });
      return;
    }
    let index = 0;
    for await (const { text, last } of partsOf(file, maxFileLength / 2)) {
      const result = await call('file.open', { name, text, part: { index, last } });
      if (!result.ok) return;
      index += 1;
    }
  };
  return (
    <FileDrop
      hint={hint}
      choose={words.file.open}
      accepted={['application/json', '.json', '.jsonl']}
      isPending={pending}
      refused={tooLong ? words.file.tooLong : ''}
      onFile={(file) => void open(file)}
    />
  );
}
