import axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** The rules that look at colours: the only ones whose answer depends on the scheme. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * The violations that axe finds on the page, a line each; with `rules` only those of these rules.
 * axe is loaded once a document: parsing it takes as long as a run.
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: [...rules] } }),
  };
  const results = await page.evaluate((runOptions) => window.axe?.run(runOptions), options);
  if (results === undefined) throw new Error('axe is not loaded');
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
