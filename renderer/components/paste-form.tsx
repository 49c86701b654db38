import { Button } from './button';
import { typedWords } from '../words/typed';
import { Field } from './field';
import { useTyped } from '../store/context';

interface Props {
  /** What is typed is kept by it. */
  name: string;
  words: { label: string; hint: string; action: string };
  rows: number;
  /** UTF-16 units. */
  longest: number;
  kind?: 'primary';
  isPending: boolean;
  onText: (text: string) => void;
}

/** A field for pasted text, and the button that takes it. */
export function PasteForm({ name, words, rows, longest, kind, isPending, onText }: Props) {
  const [text, setText] = useTyped(name);
  const fault = typedWords.tooLong(text.length, longest);
  const isRefused = fault !== undefined || text.trim() === '';
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRefused) onText(text);
      }}
    >
      <Field label={words.label} hint={words.hint} fault={fault} isWide>
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
