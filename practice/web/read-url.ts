/** The URL, or null when the text is none. (`URL.canParse` is newer than the oldest Node this runs on.) */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
