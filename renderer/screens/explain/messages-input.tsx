import type { Payload } from '../../../shared/api';
import { maxPastedLength } from '../../../shared/explained';
import type { Explained } from '../../../shared/explained';
import { FileBytes } from '../../components/file-bytes';
import { PasteForm } from '../../components/paste-form';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

const accepted = ['.json', '.csv', '.tsv', '.txt', '.log', 'text/csv', 'application/json', 'text/plain'];

/** Takes messages: pasted, dropped or chosen. Main decides what a file is. */
export function MessagesInput({ onExplained }: { onExplained: (explained: Explained) => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const explain = async (source: Payload<'explain.read'>['source']): Promise<void> => {
    const result = await call('explain.read', { source });
    if (result.ok) onExplained(result.value);
  };
  return (
    <>
      <PasteForm
        name="explain"
        words={words.give}
        rows={6}
        longest={maxPastedLength}
        kind="primary"
        isPending={pending}
        onText={(text) => void explain({ kind: 'text', text })}
      />
      <FileBytes
        hint={words.give.drop}
        accepted={accepted}
        isPending={pending}
        onFile={(file) => void explain({ kind: 'file', ...file })}
      />
    </>
  );
}
