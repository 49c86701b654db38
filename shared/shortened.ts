/** The text, or as much of it as is shown, with a sign that there is more. `longest`: UTF-16 units without that sign; no pair is parted. */
export const shortened = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
