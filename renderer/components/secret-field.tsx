import { useRef, useState } from 'react';
import type { Remember } from '../../shared/connection';
import type { SecretKind, TakenToken } from '../../shared/pasted-token';
import { useApp } from '../store/context';
import { typedWords } from '../words/typed';
import { Field } from './field';
import { RememberBox } from './remember';

interface Props {
  kind: SecretKind;
  label: string;
  hint: string;
  /** The token entered before was refused. */
  invalid: boolean;
  /** Id of the form, so that the button in the bar can submit it. */
  form: string;
  /** Whether something is in the field. */
  onTyped: (typed: boolean) => void;
  /** Main has accepted it, without what it took off; the result follows in the next snapshot. */
  onTaken: (taken: TakenToken) => void;
}

/**
 * Keeps a token out of form history, spelling services and password managers. Browsers ignore `off` in a password field; a code
 * that is used once is the one kind that they do not offer to save. Each manager that is an extension has an attribute of its own.
 */
export const notKept = {
  autoComplete: 'one-time-code',
  autoCapitalize: 'none',
  spellCheck: false,
  'data-1p-ignore': 'true',
  'data-bwignore': 'true',
  'data-lpignore': 'true',
  'data-form-type': 'other',
} as const;

/**
 * A field for a token. Uncontrolled on purpose: the value is in the input only, never in a state, an attribute or the store,
 * and the input is emptied as soon as main has taken it. What main refused unsent stays, hidden, to be corrected.
 */
export function SecretField({ kind, label, hint, invalid, form, onTyped, onTaken }: Props) {
  const call = useApp((state) => state.call);
  const alive = useApp((state) => state.alive);
  const error = useApp(({ snapshot, errors }) => {
    const last = snapshot === null ? undefined : errors[snapshot.screen];
    return last?.field === kind ? last : undefined;
  });
  const [remember, setRemember] = useState<Remember>('no');
  const input = useRef<HTMLInputElement>(null);
  return (
    <form
      id={form}
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        void call('secrets.submit', { kind, value: input.current?.value ?? '', remember }).then((result) => {
          if (!result.ok) {
            input.current?.focus();
            return;
          }
          if (input.current !== null) input.current.value = '';
          onTyped(false);
          onTaken(result.value);
        });
      }}
    >
      <Field label={label} hint={hint} error={error}>
        {(described) => (
          <input
            {...described}
            ref={input}
            className="input mono"
            type="password"
            onChange={({ target }) => {
              onTyped(target.value !== '');
            }}
            {...notKept}
            // Whoever answers in the place of a stopped assistant gets nothing.
            readOnly={!alive}
            aria-invalid={invalid || error !== undefined}
          />
        )}
      </Field>
      <RememberBox remember={remember} onChange={setRemember} />
    </form>
  );
}

/** What main took off the token that it has now, and whether it looks unusual. */
export function TakenOff({ taken: { removed, unusual } }: { taken: TakenToken }) {
  if (removed.length === 0 && !unusual) return null;
  return (
    <output className="hint">
      {removed.length > 0 && typedWords.takenOff(removed)} {unusual && typedWords.unusualToken}
    </output>
  );
}
