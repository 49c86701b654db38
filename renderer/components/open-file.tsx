import { maxFileLength, maxSetupLength } from '../../shared/files';
import { partsOf } from './file-parts';
import { useApp, usePending } from '../store/context';
import { FileDrop } from './file-drop';
import { words } from '../words/common';

/** Opens a file that the assistant exported, by dialog or drop. Main decides what kind it is. */
export function OpenFile({ hint }: { hint: string }) {
  const call = useApp((state) => state.call);
  const pending = usePending('file.open');

  const open = async (file: File, name: string): Promise<void> => {
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
      most={maxSetupLength}
      isPending={pending}
      onFile={open}
    />
  );
}
