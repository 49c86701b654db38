import { createHash } from 'node:crypto';

/** The look of an exported page; the renderer's colours, for a self-contained file. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --sunken: #f2f0eb; --line: #dedad3; --text: #22201d; --muted: #5d5850;
  --red: #a4231c; --practice: #ffd582; --on-practice: #3b2600;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #191816; --sunken: #2a2825; --line: #3c3935; --text: #edebe7; --muted: #b3ada4;
    --red: #ffa299; --practice: #6b4a0d; --on-practice: #fff1d2;
  }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --sunken: #ffffff; --line: #8a857d; --text: #000000; --muted: #333333;
    --red: #8a1a14; --practice: #ffffff; --on-practice: #000000;
  }
}
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 14px/20px system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { margin: 0 0 16px; font-size: 28px; line-height: 36px; }
h2 { margin: 32px 0 8px; font-size: 20px; line-height: 28px; }
h3 { margin: 24px 0 8px; font-size: 16px; line-height: 24px; }
h1, h2, h3, p, li, td, th[scope='row'] { overflow-wrap: anywhere; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 8px 0 16px; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th[scope='col'] { color: var(--muted); font-weight: 600; }
th[scope='row'] { font-weight: 600; }
th:first-child:nth-last-child(2) { width: 30%; }
.notice { padding: 12px 16px; border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); }
.loud { border: 3px solid var(--on-practice); background: var(--practice); color: var(--on-practice); font-size: 16px; line-height: 24px; }
.alert { color: var(--red); }
.flow { max-width: 100%; height: auto; }
@media print {
  @page { margin: 14mm; }
  body { font-size: 11px; line-height: 15px; }
  h1 { font-size: 22px; line-height: 28px; }
  h2 { margin-top: 20px; font-size: 15px; line-height: 20px; }
  h3 { margin-top: 16px; font-size: 13px; line-height: 18px; }
  th, td { padding: 4px 8px 4px 0; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  tr, li, .notice { break-inside: avoid; }
  tbody tr:nth-last-child(-n + 2) { break-before: avoid; }
  thead { display: table-header-group; }
}
`;

/** Lets in this style and no other, as a source of a content security policy. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
