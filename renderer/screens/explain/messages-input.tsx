import { useState } from 'react';
import { Label, Text, TextArea, TextField } from 'react-aria-components';
import type { Payload } from '../../../shared/api';
import { maxExplainedBytes, maxPastedLength } from '../../../shared/explained';
import type { Explained } from '../../../shared/explained';
import { Button } from '../../components/button';
import { FileDrop } from '../../components/file-drop';
import { base64Of } from '../../components/file-parts';
import { useApp, usePending } from '../../store/context';
import { words } from './words';

const accepted = ['.json', '.csv', '.tsv', '.txt', '.log', 'text/csv', 'application/json', 'text/plain'];

/** Takes messages: pasted, dropped or chosen. Main decides what a file is. */
export function MessagesInput({
  handed,
  onExplained,
}: {
  /** The message of a failed call, from another screen. */
  handed: string;
  onExplained: (explained: Explained) => void;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('explain.read');
  const [text, setText] = useState(handed);
  const [refused, setRefused] = useState('');

  const explain = async (source: Payload<'explain.read'>['source']): Promise<void> => {
    setRefused('');
    const result = await call('explain.read', { source });
    if (result.ok) onExplained(result.value);
  };
  const open = async (file: File): Promise<void> => {
    if (file.size > maxExplainedBytes) {
      setRefused(words.give.tooLarge);
      return;
    }
    const data = await base64Of(file);
    if (data === null) setRefused(words.give.unreadable);
    else await explain({ kind: 'file', name: file.name.slice(0, 255), data });
  };

  return (
    <>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void explain({ kind: 'text', text });
        }}
      >
        <TextField className="field wide" value={text} onChange={setText} maxLength={maxPastedLength}>
          <Label>{words.give.label}</Label>
          <TextArea className="input mono" rows={6} spellCheck={false} />
          <Text slot="description" className="hint">
            {words.give.hint}
          </Text>
        </TextField>
        <div className="actions">
          <Button kind="primary" type="submit" isPending={pending} isDisabled={text.trim() === ''}>
            {words.give.action}
          </Button>
        </div>
      </form>
      <FileDrop
        hint={words.give.drop}
        choose={words.give.choose}
        accepted={accepted}
        isPending={pending}
        refused={refused}
        onFile={(file) => void open(file)}
      />
    </>
  );
}
