import { useRef, useState } from 'react';
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
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
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
        if (file !== undefined) onFile(file);
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
          if (file !== undefined) onFile(file);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      <Button isPending={isPending} onPress={() => input.current?.click()}>
        {choose}
      </Button>
      <output>{refused}</output>
    </div>
  );
}
