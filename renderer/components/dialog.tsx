import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface Props {
  title: string;
  /** `alertdialog`: it asks before something is lost. */
  role?: 'dialog' | 'alertdialog';
  /** Controlled, instead of an enclosing trigger. */
  open?: { is: boolean; onChange: (is: boolean) => void };
  children: (close: () => void) => ReactNode;
}

/** A modal dialog; Escape or a click outside closes it. */
export function Dialog({ title, role = 'dialog', open, children }: Props) {
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
