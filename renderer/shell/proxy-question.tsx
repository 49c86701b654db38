import { useId, useRef, useState } from 'react';
import type { AppError } from '../../shared/errors';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { ErrorCard } from '../components/error-card';
import { notKept } from '../components/secret-field';
import { useApp, usePending, useSnapshot } from '../store/context';
import { words as says } from './proxy-words';

/** How often declining has failed, and with what at last. */
interface Failed {
  failures: number;
  error: AppError | null;
}

/** Asks for the account of a proxy that lets nothing through without one. Closing it gives none. */
export function ProxyQuestion() {
  const { proxy } = useSnapshot();
  const call = useApp((state) => state.call);
  const [{ failures, error }, setFailed] = useState<Failed>({ failures: 0, error: null });
  if (proxy === null || proxy.state === 'declined') return null;
  const { host, state } = proxy;
  const decline = (): void => {
    void call('proxy.decline', {}).then((result) => {
      setFailed((before) =>
        result.ok ? { ...before, error: null } : { failures: before.failures + 1, error: result.error },
      );
    });
  };
  return (
    // The browser has closed it by itself after Escape: where that failed it is opened anew.
    <Dialog key={failures} title={says.title} open={{ is: true, onChange: decline }}>
      {(close) => (
        <>
          <p role={state === 'refused' ? 'alert' : undefined}>{says[state](host)}</p>
          {error !== null && <ErrorCard error={error} />}
          {/* A form of its own for each question: what was refused is not there any more. */}
          <AccountForm key={state} onDecline={close} />
        </>
      )}
    </Dialog>
  );
}

/** Uncontrolled, as the field of a token is: the password is in its input only. */
function AccountForm({ onDecline }: { onDecline: () => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('proxy.signIn');
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void call('proxy.signIn', {
          user: user.current?.value ?? '',
          password: password.current?.value ?? '',
        });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-user`}>{says.user}</label>
        <input
          id={`${id}-user`}
          ref={user}
          className="input"

          required
          maxLength={500}
          {...notKept}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>{says.password}</label>
        <input
          id={`${id}-password`}
          ref={password}
          className="input"
          type="password"
          maxLength={1000}
          aria-describedby={`${id}-kept`}
          {...notKept}
        />
        <p className="hint" id={`${id}-kept`}>
          {says.kept}
        </p>
      </div>
      <div className="actions">
        <Button onPress={onDecline}>{says.no}</Button>
        <Button kind="primary" type="submit" isPending={pending}>
          {says.yes}
        </Button>
      </div>
    </form>
  );
}
