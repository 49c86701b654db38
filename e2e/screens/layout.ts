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

  const lines: { text: Text; box: DOMRect; sticky: boolean }[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (!(text instanceof Text) || parent === null || text.data.trim() === '' || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const sticky = parent.closest('.band, .bar, .rail, .veil') !== null;
    for (const box of range.getClientRects()) {
      if (box.width > 1) lines.push({ text, box, sticky });
    }
  }

  for (const { text, box } of lines) {
    if (box.left < -1 || box.right > root.clientWidth + 1)
      found.push(`outside of the window: ${quote(text)}`);
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

  const still = lines.filter(({ sticky }) => !sticky);
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
  const top = document.querySelector('.band')?.getBoundingClientRect().bottom ?? 0;
  const bottom = document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight;
  const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';
  for (const element of document.querySelectorAll<HTMLElement>(`main :is(${focusable})`)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const box = element.getBoundingClientRect();
    const fits = box.height < bottom - top;
    if (fits && (box.top < top - 1 || box.bottom > bottom + 1)) {
      found.push(
        `covered when it has the focus: “${(element.textContent || element.id).trim().slice(0, 60)}”`,
      );
    }
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  scrollTo(0, 0);
  return found;
}
