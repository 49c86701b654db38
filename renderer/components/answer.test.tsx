import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import '../testing/dom';
import { Answer } from './answer';

/** Whether anybody has done something on the page: the browser's own `hasBeenActive`. */
const act = (hasBeenActive: boolean): void => {
  Object.assign(navigator.userActivation, { hasBeenActive });
};

let scrolled: MockInstance<Element['scrollIntoView']>;
beforeEach(() => {
  scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
});
afterEach(() => {
  cleanup();
  scrolled.mockRestore();
  act(true);
});

/** Shows an answer while `from` has the focus; the tag and the text of what has it then. */
function answered(from: 'h1' | 'input' | 'a' | 'button' | 'nothing'): string {
  const page = (answer: boolean) => (
    <>
      <h1 tabIndex={-1}>Title</h1>
      <input />
      <a href="https://acme.example">Okta</a>
      <button type="button">Save</button>
      {answer && (
        <Answer name="What will be written" block="start">
          <p>Refused.</p>
        </Answer>
      )}
    </>
  );
  const { rerender } = render(page(false));
  if (from !== 'nothing') document.querySelector<HTMLElement>(from)?.focus();
  rerender(page(true));
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.tagName ?? '';
}

it.each(['button', 'nothing'] as const)('takes the focus from %s, and comes into view', (from) => {
  expect(answered(from)).toBe('What will be written');
  expect(scrolled.mock.calls).toEqual([[{ block: 'start' }]]);
  expect(screen.getByRole('group', { name: 'What will be written' })).toBeDefined();
});

it.each([
  ['h1', 'H1'],
  ['input', 'INPUT'],
  ['a', 'A'],
] as const)('leaves whoever reads or writes where they are: %s', (from, stays) => {
  expect(answered(from)).toBe(stays);
  expect(scrolled).toHaveBeenCalledOnce();
});

it('moves nothing on a page where nobody has done anything', () => {
  act(false);
  expect(answered('nothing')).toBe('BODY');
  expect(scrolled).not.toHaveBeenCalled();
});
