import type { Page } from 'playwright/test';

/** Resizes the window, and waits until the page is drawn in it: what was below the window is painted some frames later. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () =>
      new Promise((painted) => {
        requestAnimationFrame(() => requestAnimationFrame(painted));
      }),
  );
}

/** What is clipped, overlapping, wider than the window, or cannot be scrolled out from under the bar. */
export async function layoutViolations(page: Page): Promise<string[]> {
  return [...(await page.evaluate(cutOrOverlaid)), ...(await page.evaluate(covered))];
}

/** Runs in the page. */
function cutOrOverlaid(): string[] {
  const root = document.documentElement;
  const found =
    root.scrollWidth > root.clientWidth
      ? [`scrolls sideways: ${String(root.scrollWidth)} px in ${String(root.clientWidth)} px`]
      : [];
  const quote = (text: Text): string => `“${(text.textContent ?? '').trim().slice(0, 60)}”`;
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('.hidden-text') === null;

  /** Rows of a list that scrolls in itself go out of its frame, and under its head. */
  const isInView = (element: Element, { top, bottom, left, right }: DOMRect): boolean => {
    for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(outer);
      if (!/auto|scroll/.test(overflowX + overflowY)) continue;
      const frame = outer.getBoundingClientRect();
      const head = [...outer.querySelectorAll('thead, th')].find(
        (each) => getComputedStyle(each).position === 'sticky' && !each.contains(element),
      );
      const from = Math.max(frame.top, head?.getBoundingClientRect().bottom ?? frame.top);
      // What is half under the head is not read there.
      if (top < from - 1 || bottom > frame.bottom + 1 || right < frame.left || left > frame.right)
        return false;
    }
    return true;
  };
  /** What shows only the first lines of what is in it. */
  const clampOf = (element: Element | null): Element | null =>
    element === null || getComputedStyle(element).webkitLineClamp !== 'none'
      ? element
      : clampOf(element.parentElement);
  /**
   * Cut in a row of the grid that opens what it is about: there the text is whole for keyboard and touch (people.spec.ts proves it), and
   * in the title for whoever rests the pointer on it.
   */
  const isWholeWhenOpened = (text: Text): boolean =>
    text.parentElement?.closest('[role="grid"] tr')?.querySelector('th[scope="row"] button') instanceof
      Element &&
    (text.parentElement.closest('[title]')?.getAttribute('title') ?? '').includes(text.data.trim());

  const lines: { text: Text; box: DOMRect; sticky: boolean }[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (!(text instanceof Text) || parent === null || text.data.trim() === '' || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const sticky = parent.closest('.band, .bar, .rail, .veil') !== null;
    const clamped = clampOf(parent)?.getBoundingClientRect().bottom ?? Infinity;
    for (const box of range.getClientRects()) {
      if (box.width <= 1 || !isInView(parent, box)) continue;
      if (box.top < clamped - 1) lines.push({ text, box, sticky });
      else if (!isWholeWhenOpened(text)) found.push(`cut: ${quote(text)}`);
    }
  }

  /** Of a text that is cut in a cell only the part that is seen counts. */
  const seenRight = ({ text, box }: { text: Text; box: DOMRect }): number =>
    Math.min(box.right, text.parentElement?.closest('td, th')?.getBoundingClientRect().right ?? box.right);

  for (const line of lines) {
    const { text, box } = line;
    const isBeside = box.left < -1 || seenRight(line) > root.clientWidth + 1;
    // A dialog stays where it is when the page scrolls.
    const isBeyond =
      text.parentElement?.closest('.veil') !== null && (box.top < -1 || box.bottom > innerHeight + 1);
    if (isBeside || isBeyond) found.push(`outside of the window: ${quote(text)}`);
    for (
      let outer = text.parentElement;
      outer !== null && outer !== document.body;
      outer = outer.parentElement
    ) {
      const { overflowX, overflowY } = getComputedStyle(outer);
      const frame = outer.getBoundingClientRect();
      const scrolls = [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
      if (scrolls) break;
      const wide = overflowX !== 'visible' && (box.left < frame.left - 1 || box.right > frame.right + 1);
      // A line box may exceed its frame by the leading.
      const high = overflowY !== 'visible' && (box.top < frame.top - 4 || box.bottom > frame.bottom + 4);
      if (wide || high) found.push(`cut: ${quote(text)}`);
    }
  }

  const still = lines
    .filter(({ sticky }) => !sticky)
    .map((line) => {
      const { left, top, bottom } = line.box;
      return { text: line.text, box: { left, right: seenRight(line), top, bottom } };
    });
  still.forEach((one, index) => {
    for (const other of still.slice(index + 1)) {
      if (other.text === one.text) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (width > 3 && height > 5) found.push(`overlaid: ${quote(one.text)} and ${quote(other.text)}`);
    }
  });
  return [...new Set(found)];
}

/** Runs in the page: focuses every focusable element, as Tab does, and checks that it is visible. */
function covered(): string[] {
  const found: string[] = [];
  const before = document.activeElement;
  // axe leaves the page scrolled: a field of several lines would come into view by its caret alone.
  scrollTo(0, 0);
  const top = document.querySelector('.band')?.getBoundingClientRect().bottom ?? 0;
  const bottom = document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight;
  /** What is seen of it in the frame that it scrolls in, if any. */
  const seenOf = (element: Element): { top: number; bottom: number } => {
    const box = element.getBoundingClientRect();
    for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
      if (!/auto|scroll/.test(getComputedStyle(outer).overflowY)) continue;
      const frame = outer.getBoundingClientRect();
      const seen = { top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) };
      return seen.top < seen.bottom ? seen : box;
    }
    return box;
  };
  // A table that scrolls does so for what has the focus in it.
  const places = [...document.querySelectorAll('*')].map((frame) => ({ frame, top: frame.scrollTop }));
  const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';
  for (const element of document.querySelectorAll<HTMLElement>(`main :is(${focusable})`)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const box = seenOf(element);
    const fits = box.bottom - box.top < bottom - top;
    if (fits && (box.top < top - 1 || box.bottom > bottom + 1)) {
      found.push(
        `covered when it has the focus: “${(element.textContent || element.id).trim().slice(0, 60)}”`,
      );
    }
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  for (const { frame, top: from } of places) if (frame.scrollTop !== from) frame.scrollTop = from;
  return found;
}
