import { useRef, useState } from 'react';
import type { AppError } from '../../shared/errors';
import { longestTyped } from '../../shared/longest-typed';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { ErrorCard } from '../components/error-card';
import { Field } from '../components/field';
import { notKept } from '../components/secret-field';
import { useApp, usePending, useSnapshot } from '../store/context';
import { typedWords } from '../words/typed';
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
  const [faults, setFaults] = useState<{ user?: string | undefined; password?: string | undefined }>({});
  const measure = (): void => {
    setFaults({
      user: typedWords.tooLong(user.current?.value.length ?? 0, longestTyped.proxyUser),
      password: typedWords.tooLong(password.current?.value.length ?? 0, longestTyped.proxyPassword),
    });
  };
  const isTooLong = faults.user !== undefined || faults.password !== undefined;
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTooLong) return;
        void call('proxy.signIn', {
          user: user.current?.value ?? '',
          password: password.current?.value ?? '',
        });
      }}
    >
      <Field label={says.user} fault={faults.user}>
        {(input) => (
          <input {...input} {...notKept} ref={user} className="input" required onChange={measure} />
        )}
      </Field>
      <Field label={says.password} hint={says.kept} fault={faults.password}>
        {(input) => (
          <input
            {...input}
            {...notKept}
            ref={password}
            className="input"
            type="password"
            onChange={measure}
          />
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
