import { describe, expect, it } from 'vitest';
import source from './tokens.css?raw';

/** `--name: #rrggbb` of a block, over those it inherits. */
function colours(block: string, inherited: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const found = [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  return new Map([...inherited, ...found]);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2's contrast ratio. */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const [lightBlock = '', darkBlock = ''] = source.split('@media (prefers-color-scheme: dark)');
const light = colours(lightBlock);
const grounds = ['ground', 'surface', 'sunken'];
const tints = ['accent-tint', 'green-tint', 'amber-tint', 'red-tint'];

const textPairs = [
  ...['text', 'muted', 'accent', 'accent-hover', 'green', 'amber', 'red'].flatMap((text) =>
    grounds.map((ground) => [text, ground] as const),
  ),
  ...['text', 'accent'].flatMap((text) => tints.map((ground) => [text, ground] as const)),
  ['green', 'green-tint'],
  ['amber', 'amber-tint'],
  ['red', 'red-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-ink', 'ink'],
  ['on-ink', 'ink-hover'],
  ['on-practice', 'practice'],
] as const;

const controlPairs = grounds.map((ground) => ['control', ground] as const);

describe.each([
  ['light', light],
  ['dark', colours(darkBlock, light)],
])('%s', (_, tokens) => {
  const ratio = (a: string, b: string): number => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '');

  it.each(textPairs)('text %s on %s reaches 4.5:1', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controlPairs)('control %s on %s reaches 3:1', (control, ground) => {
    expect(ratio(control, ground)).toBeGreaterThanOrEqual(3);
  });
});
