import { html } from './html';
import type { Html } from './html';

/** A secret shown once, with a copy button. The page needs `copyScript`. */
export function secretField(label: string, secret: string): Html {
  return html`<div class="card">
    <div class="field">
      <label for="secret">${label}</label>
      <div class="prefixed">
        <input class="secret" id="secret" readonly aria-describedby="once" value="${secret}" />
        <button type="button" id="copy-secret">Copy</button>
      </div>
      <small id="once">It is shown once: copy it now. It cannot be seen again.</small>
    </div>
    <p role="status" id="copy-status"></p>
  </div>`;
}

export const copyScript = html`
  const copy = document.getElementById('copy-secret'); copy?.addEventListener('click', async () => { const
  field = document.getElementById('secret'); field.select(); try { await
  navigator.clipboard.writeText(field.value); document.getElementById('copy-status').textContent = 'Copied.';
  } catch { document.getElementById('copy-status').textContent = 'Selected: copy it with the keyboard.'; } });
`;
