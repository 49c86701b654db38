import { html } from './html';
import type { Html } from './html';

/** A secret that is shown once, ready to be copied. Needs `copyScript` on the page. */
export function secretField(label: string, secret: string): Html {
  return html`<section class="card" aria-labelledby="secret-title">
    <h2 id="secret-title">${label}</h2>
    <p>It is shown once: copy it now. It cannot be seen again.</p>
    <div class="prefixed">
      <input class="secret" id="secret" aria-labelledby="secret-title" readonly value="${secret}" />
      <button type="button" id="copy-secret">Copy</button>
    </div>
    <p role="status" id="copy-status"></p>
  </section>`;
}

export const copyScript = html`
  const copy = document.getElementById('copy-secret'); copy?.addEventListener('click', async () => { const
  field = document.getElementById('secret'); field.select(); try { await
  navigator.clipboard.writeText(field.value); document.getElementById('copy-status').textContent = 'Copied.';
  } catch { document.getElementById('copy-status').textContent = 'Selected: copy it with the keyboard.'; } });
`;
