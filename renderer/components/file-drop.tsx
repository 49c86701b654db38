import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
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

/**
 * Takes one file, by dialog or drop. The browser's own drop events: React Aria's drop zone would be a seventh of all that the
 * first screen waits for, and what it adds, pasting by keyboard, the button does.
 */
export function FileDrop({ hint, choose, accepted, isPending, refused, onFile }: Props) {
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
      <FileTrigger
        acceptedFileTypes={accepted}
        onSelect={(files) => {
          const [file] = files ?? [];
          if (file !== undefined) onFile(file);
        }}
      >
        <Button isPending={isPending}>{choose}</Button>
      </FileTrigger>
      <output>{refused}</output>
    </div>
  );
}
