import { useRef, useState } from 'react';
import { mebibytes } from '../../shared/files';
import { useApp } from '../store/context';
import { words } from '../words/common';
import { Button } from './button';

interface Props {
  hint: string;
  choose: string;
  /** Endings and types that the dialog offers. */
  accepted: readonly string[];
  /** Bytes that a file may have. */
  most: number;
  /** What to do about a file with more. */
  onTooLarge?: string;
  isPending: boolean;
  /** `name`: of the file, bounded. Rejects where the browser cannot read it, such as a folder. */
  onFile: (file: File, name: string) => Promise<void>;
}

/** Takes one file, by dialog or drop; or says why not. */
export function FileDrop({ hint, choose, accepted, most, onTooLarge, isPending, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState('');
  const endError = useApp((state) => state.endError);
  // What came later on the screen takes the place of what was said of a file.
  const isFailed = useApp(
    ({ errors, snapshot }) => snapshot !== null && errors[snapshot.screen] !== undefined,
  );
  const refuse = (why: string): void => {
    endError();
    setRefused(why);
  };
  const take = async (file: File): Promise<void> => {
    const { name, size } = file;
    if (size > most) {
      const tooLarge = words.file.tooLarge(name, mebibytes(most));
      refuse(onTooLarge === undefined ? tooLarge : `${tooLarge} ${onTooLarge}`);
      return;
    }
    setRefused('');
    await onFile(file, name.slice(0, 255)).catch(() => {
      refuse(words.file.unreadable(name));
    });
  };
  return (
    <div
      className="drop"
      data-drop-target={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) void take(file);
      }}
    >
      <span className="hint">{hint}</span>
      <input
        ref={input}
        type="file"
        accept={accepted.join(',')}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void take(file);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      <Button isPending={isPending} onPress={() => input.current?.click()}>
        {choose}
      </Button>
      <output>{isFailed ? '' : refused}</output>
    </div>
  );
}
