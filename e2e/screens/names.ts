import type { Page } from 'playwright/test';

const controls =
  /^\s*- (button|link|textbox|searchbox|radio|checkbox|switch|combobox)( "(?<name>(?:[^"\\]|\\.)*)")?/;

/** Controls without a name, and controls of the same role and name, which a screen reader cannot distinguish. */
export async function nameViolations(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  const named = tree.split('\n').flatMap((line) => {
    const match = controls.exec(line);
    return match === null ? [] : [{ kind: match[1] ?? '', name: match.groups?.['name'] ?? '' }];
  });
  const nameless = named.filter(({ name }) => name === '').map(({ kind }) => `a ${kind} without a name`);
  const keys = named.filter(({ name }) => name !== '').map(({ kind, name }) => `${kind} “${name}”`);
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  return [...nameless, ...twice.map((key) => `more than one ${key}`)];
}
