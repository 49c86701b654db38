import { useEffect } from 'react';

/** True unless the band on top or the bar below cover a part of it. */
export function isInView(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const [from, to] = [
    parseFloat(scrollPaddingTop) || 0,
    innerHeight - (parseFloat(scrollPaddingBottom) || 0),
  ];
  return height > to - from || (top >= from && bottom <= to);
}

const focused = (): Element | null => {
  const { activeElement } = document;
  return activeElement?.closest('main') === null ? null : activeElement;
};

/** What has the focus stays in view when the page grows or shrinks around it, as when a plan arrives while one tabs. */
export function useFocusInView(): void {
  useEffect(() => {
    let wasInView: Element | null = null;
    const look = (): void => {
      const element = focused();
      wasInView = element !== null && isInView(element) ? element : null;
    };
    const observer = new ResizeObserver(() => {
      const element = focused();
      if (element !== null && element === wasInView && !isInView(element))
        element.scrollIntoView({ block: 'nearest' });
      look();
    });
    observer.observe(document.body);
    addEventListener('focusin', look);
    addEventListener('scroll', look);
    return () => {
      observer.disconnect();
      removeEventListener('focusin', look);
      removeEventListener('scroll', look);
    };
  }, []);
}

/** Keeps the height of the bar in `--bar-now`: it takes more lines for a long name, and what has the focus is scrolled above it. */
export function observeBar(bar: HTMLElement): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    style.setProperty('--bar-now', `${bar.offsetHeight}px`);
  });
  observer.observe(bar);
  return () => {
    observer.disconnect();
  };
}
