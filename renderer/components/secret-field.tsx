import { useId, useRef } from 'react';
import { useApp } from '../store/context';

interface Props {
  kind: 'okta-token' | 'oktopost-token';
  label: string;
  hint: string;
  invalid: boolean;
  /** Id of the form, so that the button in the bar can submit it. */
  form: string;
  /** Main has accepted it; the result follows in the next snapshot. */
  onTaken: () => void;
}

/**
 * A field for a token. Uncontrolled on purpose: the value is in the input only, never in a state, an attribute or the store,
 * and the input is emptied as soon as it was submitted.
 */
export function SecretField({ kind, label, hint, invalid, form, onTaken }: Props) {
  const call = useApp((state) => state.call);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const hintId = useId();
  return (
    <form
      id={form}
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        const value = input.current?.value ?? '';
        if (input.current !== null) input.current.value = '';
        void call('secrets.submit', { kind, value }).then(({ ok }) => {
          if (ok) onTaken();
        });
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        className="input mono"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={hintId}
        aria-invalid={invalid}
      />
      <p className="hint" id={hintId}>
        {hint}
      </p>
    </form>
  );
}
