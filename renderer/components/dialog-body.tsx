import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

export interface DialogProps {
  title: string;
  /** `alertdialog`: it asks before something is lost. */
  role?: 'dialog' | 'alertdialog';
  /** Controlled, instead of an enclosing trigger. */
  open?: { is: boolean; onChange: (is: boolean) => void };
  children: (close: () => void) => ReactNode;
}

/** The dialog itself, with the parts of the library that trap the focus and hide the rest of the page. */
export function DialogBody({ title, role = 'dialog', open, children }: DialogProps) {
  const controlled = open === undefined ? {} : { isOpen: open.is, onOpenChange: open.onChange };
  return (
    <ModalOverlay className="veil" isDismissable {...controlled}>
      <Modal className="modal">
        <AriaDialog className="dialog" role={role}>
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {children(close)}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
