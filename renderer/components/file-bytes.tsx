import { useState } from 'react';
import { maxExplainedBytes } from '../../shared/explained';
import { FileDrop } from './file-drop';
import { base64Of } from './file-parts';

interface Props {
  words: { drop: string; choose: string; tooLarge: string; unreadable: string };
  accepted: readonly string[];
  isPending: boolean;
  /** `data`: its bytes as base64; main decides what it is. */
  onFile: (file: { name: string; data: string }) => void;
}

/** Takes a file of up to 8 MiB, dropped or chosen. */
export function FileBytes({ words, accepted, isPending, onFile }: Props) {
  const [refused, setRefused] = useState('');
  const open = async (file: File): Promise<void> => {
    setRefused('');
    const isTooLarge = file.size > maxExplainedBytes;
    const data = isTooLarge ? null : await base64Of(file);
    if (data === null) setRefused(isTooLarge ? words.tooLarge : words.unreadable);
    else onFile({ name: file.name.slice(0, 255), data });
  };
  return (
    <FileDrop
      hint={words.drop}
      choose={words.choose}
      accepted={accepted}
      isPending={isPending}
      refused={refused}
      onFile={(file) => void open(file)}
    />
  );
}
