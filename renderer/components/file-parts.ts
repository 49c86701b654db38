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

/** The bytes as base64. Rejects where the browser cannot read it, such as a folder. */
export const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => {
      const { result } = reader;
      if (typeof result === 'string') resolve(result.slice(result.indexOf(',') + 1));
      else reject(new Error('The file was not read.', { cause: reader.error }));
    });
    reader.readAsDataURL(file);
  });
