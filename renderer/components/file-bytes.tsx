import { maxExplainedBytes } from '../../shared/explained';
import { words } from '../words/common';
import { FileDrop } from './file-drop';
import { base64Of } from './file-parts';

/** Files that may be a list of emails. */
export const emailFiles = ['.csv', '.tsv', '.txt', 'text/csv', 'text/plain'];

interface Props {
  hint: string;
  accepted: readonly string[];
  isPending: boolean;
  /** `data`: its bytes as base64; main decides what it is. */
  onFile: (file: { name: string; data: string }) => void;
}

/** Takes a file of up to 8 MiB, dropped or chosen. */
export function FileBytes({ hint, accepted, isPending, onFile }: Props) {
  return (
    <FileDrop
      hint={hint}
      choose={words.file.choose}
      accepted={accepted}
      most={maxExplainedBytes}
      onTooLarge={words.file.smaller}
      isPending={isPending}
      onFile={async (file, name) => {
        onFile({ name, data: await base64Of(file) });
      }}
    />
  );
}
