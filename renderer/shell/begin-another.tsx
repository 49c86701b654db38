import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { useSnapshot } from '../store/context';
import { remains } from './start-over';
import { words } from './words';

interface Props {
  children: ReactNode;
  kind?: 'primary' | 'plain';
  isPending: boolean;
  /** `replace`: the user agreed to forget the current set-up. */
  onBegin: (replace: boolean) => Promise<unknown>;
}

/** Starts another set-up; asks first when that forgets the current one. */
export function BeginAnother({ children, kind = 'plain', isPending, onBegin }: Props) {
  const snapshot = useSnapshot();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        kind={kind}
        isPending={isPending}
        onPress={() => {
          if (snapshot.destination === null) void onBegin(false);
          else setAsking(true);
        }}
      >
        {children}
      </Button>
      <Dialog title={words.another.title} role="alertdialog" open={{ is: asking, onChange: setAsking }}>
        {(close) => (
          <>
            <p>{words.another.text}</p>
            <p>{remains(snapshot)}</p>
            <div className="actions">
              <Button onPress={close}>{words.another.keep}</Button>
              <Button
                kind="primary"
                isPending={isPending}
                onPress={() => {
                  void onBegin(true).then(close);
                }}
              >
                {words.another.forget}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
