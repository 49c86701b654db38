import { useEffect } from 'react';

/** What can take the place of a control that is gone: text, since a second press must start nothing. */
const resting = 'h1, h2, h3, .bar-state';

/** Where a control that is gone was: what begins the nearest part around it that is still there. */
function restOf(trail: readonly Element[]): HTMLElement | null {
  for (const around of trail.slice(1)) {
    const rest = around.isConnected ? around.querySelector<HTMLElement>(resting) : null;
    if (rest !== null) return rest;
  }
  return null;
}

const canHaveFocus = (element: Element): boolean => element.isConnected && !element.matches(':disabled');

/** The element and what is around it, from the inside out. */
function trailOf(element: Element): Element[] {
  const trail: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement)
    trail.push(at);
  return trail;
}

/**
 * Where the control that had the focus goes away or is switched off, browsers leave it nowhere, and a screen reader begins at the
 * top: the heading of its part gets it, or the state in the bar. Who takes the focus away by a click keeps it away.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let trail: readonly Element[] = [];
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const { activeElement } = document;
      const [element] = trail;
      if (element === undefined || (activeElement !== document.body && activeElement !== element)) return;
      if (canHaveFocus(element)) {
        if (activeElement !== element) trail = [];
        return;
      }
      const rest = restOf(trail);
      trail = [];
      if (rest === null) return;
      rest.tabIndex = -1;
      rest.focus({ preventScroll: true });
    };
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const remember = ({ target }: FocusEvent): void => {
      trail = target instanceof Element ? trailOf(target) : [];
    };
    const observer = new MutationObserver(lookSoon);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', lookSoon);
    };
  }, []);
}
