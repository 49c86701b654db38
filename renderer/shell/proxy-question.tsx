import { useRef, useState } from 'react';
import type { AppError } from '../../shared/errors';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { ErrorCard } from '../components/error-card';
import { Field } from '../components/field';
import { notKept } from '../components/secret-field';
import { useApp, usePending, useSnapshot } from '../store/context';
import { words as says } from './proxy-words';

/** Asks for the account of a proxy that lets nothing through without one. Closing it gives none. */
export function ProxyQuestion() {
  const { proxy } = useSnapshot();
  const call = useApp((state) => state.call);
  const [error, setError] = useState<AppError | null>(null);
  if (proxy === null || proxy.state === 'declined') return null;
  const { host, state } = proxy;
  const decline = (): void => {
    void call('proxy.decline', {}).then((result) => {
      setError(result.ok ? null : result.error);
    });
  };
  return (
    <Dialog title={says.title} open={{ is: true, onChange: decline }}>
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
      <Field label={says.user}>
        {(input) => <input {...input} ref={user} className="input" required maxLength={500} {...notKept} />}
      </Field>
      <Field label={says.password} hint={says.kept}>
        {(input) => (
          <input {...input} ref={password} className="input" type="password" maxLength={1000} {...notKept} />
        )}
      </Field>
      <div className="actions">
        <Button onPress={onDecline}>{says.no}</Button>
        <Button kind="primary" type="submit" isPending={pending}>
          {says.yes}
        </Button>
      </div>
    </form>
  );
}
