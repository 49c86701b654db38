import { html } from './html';
import type { Html } from './html';

/** Feedback to a form: why it was refused, or the result of a test. */
export interface Notice {
  kind: 'good' | 'bad';
  lines: readonly string[];
}

export const refusal = (...lines: string[]): Notice => ({ kind: 'bad', lines });

export const noticeBox = ({ kind, lines }: Notice): Html =>
  html`<div class="${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">
    ${lines.map((line) => html`<div>${line}</div>`)}
  </div>`;

interface TextField {
  name: string;
  label: string;
  value: string;
  /** A password field. */
  secret?: boolean;
  prefix?: string;
  hint?: string;
}

export function textField({ name, label, value, secret = false, prefix, hint }: TextField): Html {
  const input = html`<input
    id="${name}"
    name="${name}"
    type="${secret ? 'password' : 'text'}"
    value="${value}"
    autocomplete="off"
    spellcheck="false"
    ${hint === undefined ? null : html`aria-describedby="${name}-hint"`}
  />`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${prefix === undefined ? input : html`<div class="prefixed"><span>${prefix}</span>${input}</div>`}
    ${hint === undefined ? null : html`<small class="muted" id="${name}-hint">${hint}</small>`}
  </div>`;
}

export interface Choice<V extends string = string> {
  value: V;
  label: string;
}

export function selectField(name: string, label: string, choices: readonly Choice[], chosen: string): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${choices.map(
        (choice) =>
          html`<option value="${choice.value}" ${choice.value === chosen ? html`selected` : null}>
            ${choice.label}
          </option>`,
      )}
    </select>
  </div>`;
}

export function radioField(name: string, legend: string, choices: readonly Choice[], chosen: string): Html {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${choices.map(
      ({ value, label }) =>
        html`<div class="option">
          <input
            type="radio"
            id="${name}-${value}"
            name="${name}"
            value="${value}"
            ${value === chosen ? html`checked` : null}
          />
          <label for="${name}-${value}">${label}</label>
        </div>`,
    )}
  </fieldset>`;
}

export const checkbox = (name: string, label: string, checked: boolean): Html =>
  html`<div class="option">
    <input type="checkbox" id="${name}" name="${name}" ${checked ? html`checked` : null} />
    <label for="${name}">${label}</label>
  </div>`;

/** Settings and their values, read-only. */
export const facts = (rows: readonly (readonly [name: string, value: string])[]): Html =>
  html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

/** The trimmed value of a field; empty when missing. */
export const typed = (form: URLSearchParams, name: string): string => form.get(name)?.trim() ?? '';
