import { useState } from 'react';
import { Button } from './button';
import { words as common } from '../words/common';
import { Field } from './field';

interface Props {
  words: { label: string; hint: string; action: string };
  rows: number;
  /** UTF-16 units. */
  longest: number;
  /** What it begins with. */
  initial?: string;
  kind?: 'primary';
  isPending: boolean;
  onText: (text: string) => void;
}

/** A field for pasted text, and the button that takes it. */
export function PasteForm({ words, rows, longest, initial = '', kind, isPending, onText }: Props) {
  const [text, setText] = useState(initial);
  const isTooLong = text.length > longest;
  const isRefused = isTooLong || text.trim() === '';
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRefused) onText(text);
      }}
    >
      <Field
        label={words.label}
        hint={words.hint}
        fault={isTooLong ? common.tooLong(text.length, longest) : undefined}
        isWide
      >
        {(input) => (
          <textarea
            {...input}
            className="input mono"
            rows={rows}
            spellCheck={false}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
            }}
          />
        )}
      </Field>
      <div className="actions">
        <Button
          {...(kind === undefined ? {} : { kind })}
          type="submit"
          isPending={isPending}
          isDisabled={isRefused}
        >
          {words.action}
        </Button>
      </div>
    </form>
  );
}
