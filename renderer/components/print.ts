/**
 * Opens the browser's print dialog for a self-contained page. The page gets its own sandboxed frame without scripts; the frame is
 * removed when the dialog is closed, or when the next page is printed.
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
