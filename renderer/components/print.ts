/**
 * Opens the browser's print dialog for a page that stands alone. The page gets a frame of its own in which no script runs; the
 * frame goes when the dialog is closed, or with the next page that is printed.
 */
export async function printPage(html: string): Promise<void> {
  document.querySelector(`iframe[name=${frameName}]`)?.remove();
  const frame = document.createElement('iframe');
  frame.name = frameName;
  frame.className = 'print-frame';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.srcdoc = html;
  const loaded = new Promise<void>((resolve) => {
    frame.addEventListener('load', () => {
      resolve();
    });
  });
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow;
  page?.addEventListener('afterprint', () => {
    frame.remove();
  });
  page?.focus();
  page?.print();
}

const frameName = 'print';
