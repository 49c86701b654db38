import { useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../components/button';
import { useSnapshot } from '../store/context';
import { remains } from './start-over';
import { words } from './words';

interface Props {
  children: ReactNode;
  kind?: 'primary' | 'plain';
  isPending: boolean;
  /** `replace`: the reader agreed that the set-up under way is forgotten. */
  onBegin: (replace: boolean) => Promise<unknown>;
}

/** Begins another set-up; asks first when that forgets one that is under way. */
export function BeginAnother({ children, kind = 'plain', isPending, onBegin }: Props) {
  const { mode, app, destination } = useSnapshot();
  const [asking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  return (
    <>
      <Button
        kind={kind}
        isPending={isPending}
        onPress={() => {
          if (destination === null) void onBegin(false);
          else setAsking(true);
        }}
      >
        {children}
      </Button>
      <ModalOverlay className="veil" isDismissable isOpen={asking} onOpenChange={setAsking}>
        <Modal className="modal">
          <Dialog className="dialog" role="alertdialog">
            <Heading slot="title" level={2}>
              {words.another.title}
            </Heading>
            <p>
              The assistant works on one set-up at a time. It forgets the present one and both its tokens.
            </p>
            <p>{remains(mode, app?.label ?? null)}</p>
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
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
