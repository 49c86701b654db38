import { html } from './html';
import type { Html } from './html';

/** A table that scrolls horizontally when it is too wide. */
export const table = (name: string, columns: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll" role="group" aria-label="${name}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
