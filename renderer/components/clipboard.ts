/** Copies a value. Where the shell refuses, the shown text is selected instead, for the reader's own Ctrl+C. */
export async function copyText(value: string, shown: HTMLElement | null): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(value);
    return 'copied';
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return 'selected';
  }
}
