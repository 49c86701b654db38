import { words } from '../words/common';

/** Hands a file to the browser, which saves it as its user has set. */
export function saveInBrowser(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  URL.revokeObjectURL(href);
}

/** What became of an export: `savedAs` by Electron's dialog, else a download, else cancelled. */
export function deliveredWords(savedAs: string | null, download: { name: string } | null): string {
  if (savedAs !== null) return words.downloads.saved(savedAs);
  return download === null ? words.downloads.notSaved : words.downloads.downloaded(download.name);
}
