import { useId, useState } from 'react';
import { assertNever } from '../../shared/errors';
import type { KeepsSecrets, Remember } from '../../shared/connection';
import type { SecretKind } from '../../shared/pasted-token';
import { useApp, useSnapshot } from '../store/context';
import { words } from '../words/remember';
import { Button } from './button';
import { Dialog } from './dialog';

interface Props {
  remember: Remember;
  onChange: (remember: Remember) => void;
}

/** Asks whether a token is to be kept over a restart, where this computer can. Readable only after a yes to just that. */
export function RememberBox({ remember, onChange }: Props) {
  const { keepsSecrets } = useSnapshot().assistant;
  const [asking, setAsking] = useState(false);
  const hintId = useId();
  if (keepsSecrets === 'nothing') return null;
  return (
    <>
      <label className="plain-check">
        <input
          type="checkbox"
          checked={remember !== 'no'}
          aria-describedby={hintId}
          onChange={({ target }) => {
            if (!target.checked) onChange('no');
            else if (keepsSecrets === 'readable') setAsking(true);
            else onChange(keepsSecrets);
          }}
        />
        {words.box}
      </label>
      <p className="hint" id={hintId}>
        {hintOf(remember === 'no' ? 'nothing' : remember)}
      </p>
      <Dialog title={words.ask.title} role="alertdialog" open={{ is: asking, onChange: setAsking }}>
        {(close) => (
          <>
            <p>{words.ask.text}</p>
            <div className="actions">
              <Button kind="primary" onPress={close}>
                {words.ask.no}
              </Button>
              <Button
                onPress={() => {
                  close();
                  onChange('readable');
                }}
              >
                {words.ask.yes}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}

/** Says that a token is remembered, and offers to end that. */
export function Remembered({ kind }: { kind: SecretKind }) {
  const { assistant, remembered } = useSnapshot();
  const call = useApp((state) => state.call);
  if (!remembered.includes(kind)) return null;
  return (
    <div className="actions">
      <span>
        {words.remembered} {hintOf(assistant.keepsSecrets)}
      </span>
      <Button kind="small" onPress={() => void call('secrets.forget', { kind })}>
        {words.forget}
      </Button>
    </div>
  );
}

function hintOf(keeps: KeepsSecrets): string {
  switch (keeps) {
    case 'nothing':
      return words.unticked;
    case 'encrypted':
      return words.encrypted;
    case 'readable':
      return words.readable;
    default:
      return assertNever(keeps);
  }
}
