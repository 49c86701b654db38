/** The parsed URL, or null. (`URL.parse` and `URL.canParse` are newer than the oldest Node this runs on.) */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
