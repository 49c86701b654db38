import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';

/** A disclosure; closed at first, unless `open`. */
export function Details({
  title,
  label,
  open = false,
  name,
  children,
}: {
  title: string;
  /** Tells apart several that are called the same; begins with the title. */
  label?: string;
  open?: boolean;
  /** By which another screen leads to it (`go`). */
  name?: string;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(open);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useFound(panel, isOpen, setOpen);
  return (
    <div className="disclosure">
      <h2>
        <button
          type="button"
          name={name}
          className="disclosure-button"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <ChevronRight aria-hidden />
          {title}
        </button>
      </h2>
      <div ref={panel} id={id} hidden={!isOpen}>
        <div className="disclosure-body">{children}</div>
      </div>
    </div>
  );
}

/** The browser's search finds what is closed, and opens it; React knows neither the value nor the event. */
function useFound(panel: RefObject<HTMLElement | null>, isOpen: boolean, onOpen: (open: true) => void): void {
  useLayoutEffect(() => {
    if (!isOpen) panel.current?.setAttribute('hidden', 'until-found');
  }, [panel, isOpen]);
  useEffect(() => {
    const shown = panel.current;
    const found = (): void => {
      onOpen(true);
    };
    shown?.addEventListener('beforematch', found);
    return () => {
      shown?.removeEventListener('beforematch', found);
    };
  }, [panel, onOpen]);
}
