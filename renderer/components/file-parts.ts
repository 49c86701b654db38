/** The text of a long file in parts of at most `length` UTF-16 units; only one part is in memory at a time. */
export async function* partsOf(file: Blob, length: number): AsyncGenerator<{ text: string; last: boolean }> {
  const decoder = new TextDecoder();
  for (let from = 0; from < file.size; from += length) {
    const last = from + length >= file.size;
    const bytes = await file.slice(from, from + length).arrayBuffer();
    // A character has at least as many bytes as UTF-16 units.
    yield { text: decoder.decode(bytes, { stream: !last }), last };
  }
}

/** The bytes as base64; null: the browser could not read it, such as a folder. */
export const base64Of = (file: File): Promise<string | null> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const { result } = reader;
      resolve(typeof result === 'string' ? result.slice(result.indexOf(',') + 1) : null);
    });
    reader.addEventListener('error', () => {
      resolve(null);
    });
    reader.readAsDataURL(file);
  });
