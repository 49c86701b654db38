import { Suspense, lazy } from 'react';
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

const DropArea = lazy(async () => ({ default: (await import('./drop-area')).DropArea }));

/** Takes one file, by dialog or drop. Dropping works as soon as its part is loaded. */
export function FileDrop({ hint, choose, accepted, isPending, refused, onFile }: Props) {
  const parts = (
    <>
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
    </>
  );
  const withoutDrop = (
    <div className="drop">
      <span className="hint">{hint}</span>
      {parts}
    </div>
  );
  return (
    <Suspense fallback={withoutDrop}>
      <DropArea hint={hint} onFile={onFile}>
        {parts}
      </DropArea>
    </Suspense>
  );
}
