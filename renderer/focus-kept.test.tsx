import { act, cleanup, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useFocusKept } from './focus-kept';

afterEach(cleanup);

type Way = 'removed' | 'off' | 'with its part';

function Page({ way }: { way: Way }) {
  useFocusKept();
  const [pressed, setPressed] = useState(false);
  const press = (): void => {
    setPressed(true);
  };
  const button = (
    <button type="button" onClick={press} disabled={pressed && way === 'off'}>
      Assign
    </button>
  );
  return (
    <>
      <main>
        <h1>Test one user</h1>
        {!(pressed && way === 'with its part') && (
          <section>
            <h2>Assignment</h2>
            {pressed && way === 'removed' ? (
              <button key="after" type="button">
                Unassign
              </button>
            ) : (
              button
            )}
          </section>
        )}
      </main>
      <footer>
        <output className="bar-state">Ready</output>
        {!pressed && (
          <button type="button" onClick={press}>
            Preview
          </button>
        )}
      </footer>
      <p>Elsewhere</p>
    </>
  );
}

const frame = (): Promise<unknown> =>
  act(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function focusAfter(way: Way, name: string): Promise<string | null | undefined> {
  render(<Page way={way} />);
  const button = screen.getByRole('button', { name });
  button.focus();
  act(() => {
    button.click();
  });
  await frame();
  return document.activeElement === document.body ? null : document.activeElement?.textContent;
}

describe('useFocusKept', () => {
  it.each([
    ['removed', 'Assign', 'Assignment'],
    ['off', 'Assign', 'Assignment'],
    ['with its part', 'Assign', 'Test one user'],
    ['removed', 'Preview', 'Ready'],
  ] as const)(
    'gives the focus of a control that is %s to the text that begins its part (%s)',
    async (way, name, rest) => {
      expect(await focusAfter(way, name)).toBe(rest);
    },
  );

  it('leaves the focus nowhere where a user took it away, whatever the page does then', async () => {
    render(<Page way="removed" />);
    const button = screen.getByRole('button', { name: 'Assign' });
    button.focus();
    button.blur();
    await frame();
    act(() => {
      button.click();
    });
    await frame();
    expect(document.activeElement).toBe(document.body);
  });
});

/** A choice that is switched off while it is saved, below another section, and a part that goes with its heading. */
function Form() {
  useFocusKept();
  const [saving, setSaving] = useState(false);
  const [gone, setGone] = useState(false);
  return (
    <main>
      <h1>Map the attributes</h1>
      <section>
        <h2>Your choices</h2>
        <input type="checkbox" aria-label="Work email" disabled={saving} onChange={() => undefined} />
      </section>
      {!gone && (
        <section>
          <h2>What will be written</h2>
          <button
            type="button"
            onClick={() => {
              setGone(true);
            }}
          >
            Apply
          </button>
        </section>
      )}
      <button
        type="button"
        onClick={() => {
          setSaving(!saving);
        }}
      >
        Save
      </button>
    </main>
  );
}

describe('useFocusKept, in a form', () => {
  const button = (name: string): HTMLElement => screen.getByRole('button', { name });

  it('gives a field that was switched off the focus back once it is on again, unless it was taken elsewhere', async () => {
    render(<Form />);
    const box = screen.getByRole('checkbox');
    const save = async (): Promise<void> => {
      act(() => {
        button('Save').click();
      });
      await frame();
    };
    box.focus();
    await save();
    expect(document.activeElement?.textContent).toBe('Your choices');
    await save();
    expect(document.activeElement).toBe(box);
    await save();
    button('Save').focus();
    await save();
    expect(document.activeElement).toBe(button('Save'));
  });

  it('gives the focus of a part that is gone to the last heading before it', async () => {
    render(<Form />);
    button('Apply').focus();
    act(() => {
      button('Apply').click();
    });
    await frame();
    expect(document.activeElement?.textContent).toBe('Your choices');
  });
});
