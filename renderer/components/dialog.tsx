import { useEffectEvent, useId, useLayoutEffect, useReducer, useRef } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Props {
  title: string;
  /** `alertdialog`: it asks before something is lost. */
  role?: 'dialog' | 'alertdialog';
  open: { is: boolean; onChange: (is: boolean) => void };
  children: (close: () => void) => ReactNode;
}

/** A modal dialog; Escape or a click outside closes it. */
export function Dialog({ open: { is, onChange }, ...props }: Props) {
  const close = (): void => {
    onChange(false);
  };
  return is ? createPortal(<Modal {...props} onClose={close} />, document.body) : null;
}

/** The browser keeps the focus within, and gives it back to what had it before. */
function Modal({ title, role, onClose, children }: Omit<Props, 'open'> & { onClose: () => void }) {
  const veil = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  const dismiss = useEffectEvent(() => {
    onClose();
    look();
  });
  // Also after Escape, by which the browser has closed it: whoever is asked may keep it.
  useLayoutEffect(() => {
    if (veil.current === null || veil.current.open) return;
    keepWidth(document.documentElement);
    veil.current.showModal();
    box.current?.focus();
  });
  useLayoutEffect(() => {
    const { current } = veil;
    if (current === null) return undefined;
    const stop = onDismiss(current, () => {
      dismiss();
    });
    return () => {
      stop();
      current.close();
    };
  }, []);
  return (
    <dialog ref={veil} className="veil" role={role} aria-labelledby={titleId}>
      <div ref={box} className="dialog" tabIndex={-1}>
        <h2 id={titleId}>{title}</h2>
        {children(onClose)}
      </div>
    </dialog>
  );
}

/** Keeps the width of the page's scrollbar in `--scrollbar`, as long as it is shown. */
function keepWidth(page: HTMLElement): void {
  const width = innerWidth - page.clientWidth;
  if (width > 0) page.style.setProperty('--scrollbar', `${String(width)}px`);
}

/** Tells when Escape closed it, or what is outside of its content was clicked, which is the dialog element itself. */
function onDismiss(veil: HTMLDialogElement, tell: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let isPressed = false;
  veil.addEventListener('close', tell, { signal });
  // A text may be selected from inside to outside.
  const pressed = ({ target }: Event): void => {
    isPressed = target === veil;
  };
  // The second click of two that opened it is none outside.
  const clicked = ({ target, detail }: MouseEvent): void => {
    if (isPressed && target === veil && detail < 2) tell();
  };
  veil.addEventListener('pointerdown', pressed, { signal });
  veil.addEventListener('click', clicked, { signal });
  return () => {
    listening.abort();
  };
}
