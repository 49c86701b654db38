/** The parsed URL, or null. (`URL.parse` and `URL.canParse` are newer than the oldest Node this runs on.) */
export function readUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
