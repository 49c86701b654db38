import { RotateCcw } from 'lucide-react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../components/button';
import { useApp, usePending, useSnapshot } from '../store/context';

/** Forgets the set-up here, after saying what that does and what stays in Okta. */
export function StartOver() {
  const { mode, app } = useSnapshot();
  const call = useApp((state) => state.call);
  const pending = usePending('session.startOver');
  if (mode === 'unset') return null;
  return (
    <DialogTrigger>
      <Button kind="quiet">
        <RotateCcw size={14} aria-hidden />
        Start over
      </Button>
      <ModalOverlay className="veil" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog" role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title" level={2}>
                  Start over?
                </Heading>
                <p>
                  The assistant forgets this set-up: the choices, both tokens and what was read back. It
                  begins again at the welcome page.
                </p>
                <p>{remains(mode, app?.label ?? null)}</p>
                <div className="actions">
                  <Button onPress={close}>Keep this set-up</Button>
                  <Button
                    kind="primary"
                    isPending={pending}
                    onPress={() => {
                      void call('session.startOver', {}).then(close);
                    }}
                  >
                    Forget this set-up
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

/** What is still in Okta afterwards. */
export function remains(mode: 'unset' | 'practice' | 'real', label: string | null): string {
  if (mode === 'practice') return 'The practice org is stopped. No real org was ever reached.';
  if (label === null) return 'Nothing was created in Okta by this set-up, so nothing remains there.';
  return `Nothing is changed in Okta: the app integration “${label}”, its provisioning and its assigned users stay as they are. To remove it, deactivate and delete it in Okta.`;
}
