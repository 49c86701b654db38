import { useState } from 'react';
import { maxExplainedBytes } from '../../shared/explained';
import { mebibytes } from '../../shared/files';
import { words } from '../words/common';
import { FileDrop } from './file-drop';
import { base64Of } from './file-parts';

interface Props {
  hint: string;
  accepted: readonly string[];
  isPending: boolean;
  /** `data`: its bytes as base64; main decides what it is. */
  onFile: (file: { name: string; data: string }) => void;
}

/** Takes a file of up to 8 MiB, dropped or chosen. */
export function FileBytes({ hint, accepted, isPending, onFile }: Props) {
  const [refused, setRefused] = useState('');
  const open = async (file: File): Promise<void> => {
    const { name, size } = file;
    const isTooLarge = size > maxExplainedBytes;
    setRefused(
      isTooLarge ? `${words.file.tooLarge(name, mebibytes(maxExplainedBytes))} ${words.file.smaller}` : '',
    );
    if (isTooLarge) return;
    const data = await base64Of(file);
    if (data === null) setRefused(words.file.unreadable(name));
    else onFile({ name: name.slice(0, 255), data });
  };
  return (
    <FileDrop
      hint={hint}
      choose={words.file.choose}
      accepted={accepted}
      isPending={isPending}
      refused={refused}
      onFile={(file) => void open(file)}
    />
  );
}
