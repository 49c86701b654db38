import { useEffect } from 'react';
import { isInView } from './focus-in-view';

/** What can take the place of a control that is gone: text, since a second press must start nothing. */
const resting = 'h1, h2, h3, .bar-state';

/** Whoever reads a screen that just came, writes, follows a link or answers a question is left there. */
const isLeft = 'h1, a, input, select, textarea, dialog *';

/** Moves the focus to what answers an action, and into view; what comes by itself, before anybody did anything, moves nothing. */
export function takeFocus(answer: HTMLElement, block: 'start' | 'nearest'): void {
  if (!navigator.userActivation.hasBeenActive) return;
  if (document.activeElement?.matches(isLeft) !== true) answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block });
}

/** Where a control was: what was around it, itself first, and the texts before it. */
interface Place {
  trail: readonly Element[];
  before: ReadonlySet<Element>;
}

/** Where a control that is gone was: in the nearest part around it that is still there the last text before it, else what begins it. */
function restOf({ trail, before }: Place): HTMLElement | null {
  for (const around of trail.slice(1)) {
    const texts = around.isConnected ? [...around.querySelectorAll<HTMLElement>(resting)] : [];
    const rest = texts.findLast((text) => before.has(text)) ?? texts[0];
    if (rest !== undefined) return rest;
  }
  return null;
}

/** Given back the focus, none of these starts anything by a second press that was meant for the first. */
const field = 'input, select, textarea';

const canHaveFocus = (element: Element): boolean => element.isConnected && !element.matches(':disabled');

function placeOf(element: Element): Place {
  const trail: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement)
    trail.push(at);
  const isBefore = (text: Element): boolean =>
    (element.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return { trail, before: new Set([...document.querySelectorAll(resting)].filter(isBefore)) };
}

const nowhere: Place = { trail: [], before: new Set() };

/**
 * Where the control that had the focus goes away or is switched off, browsers leave it nowhere, and a screen reader begins at the
 * top: the heading of its part gets it, or the state in the bar; a field gets it back once it is switched on again. Who takes the focus
 * away by a click keeps it away.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let place = nowhere;
    let lent: { from: HTMLElement; to: HTMLElement } | null = null;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const { activeElement } = document;
      if (lent !== null && activeElement === lent.to && canHaveFocus(lent.from)) {
        lent.from.focus({ preventScroll: true });
        return;
      }
      const [element] = place.trail;
      if (element === undefined || (activeElement !== document.body && activeElement !== element)) return;
      if (canHaveFocus(element)) {
        if (activeElement !== element) place = nowhere;
        return;
      }
      const rest = restOf(place);
      place = nowhere;
      if (rest === null) return;
      rest.tabIndex = -1;
      rest.focus({ preventScroll: true });
      if (!isInView(rest)) rest.scrollIntoView({ block: 'center' });
      if (element instanceof HTMLElement && element.matches(field)) lent = { from: element, to: rest };
    };
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const remember = ({ target }: FocusEvent): void => {
      lent = null;
      place = target instanceof Element ? placeOf(target) : nowhere;
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
