import { noticeBox } from '../web/fields';
import type { Notice } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { OktaApp } from '../world/state';

/** Path of an app's page, with a hash that says which tab and part is shown. Source: Okta facts, section 2, "Admin-console deep links". */
export const appPath = ({ name, id }: OktaApp, hash: string): string =>
  `/admin/app/${encodeURIComponent(name)}/instance/${encodeURIComponent(id)}/#${hash}`;

interface Redirect {
  location: string;
}

interface CardParts<Draft> {
  /** In the query (`?edit=`) and as id. */
  key: string;
  title: string;
  editLabel: string;
  hash: string;
  /** Why there is nothing to edit yet, or null. */
  blocked?: (app: OktaApp) => string | null;
  /** Renders the values read-only. */
  shown: (app: OktaApp) => Html;
  draftOf: (app: OktaApp) => Draft;
  read: (form: URLSearchParams, app: OktaApp) => Draft;
  fields: (draft: Draft, app: OktaApp) => Html;
  /** A button beside Save that tests the draft without saving, or redirects. */
  test?: { label: string; run: (draft: Draft, app: OktaApp) => Promise<Notice> | Notice | Redirect };
  /** A notice above the empty form. */
  notice?: (app: OktaApp) => Notice | null;
  /** A button beside the values with an immediate effect. */
  act?: { label: string; run: (app: OktaApp) => void };
  /** Saves the draft and returns null, or why it was refused. */
  save: (draft: Draft, app: OktaApp) => Notice | null | Promise<Notice | null>;
}

/** A group of settings as Okta has them: read-only with *Edit*, then a form with *Save* and *Cancel*. */
export interface Card {
  key: string;
  hash: string;
  show(app: OktaApp): Html;
  edit(app: OktaApp): Html;
  /** Null when applied; else a redirect, or the form with the entered values and a notice. */
  submit(app: OktaApp, form: URLSearchParams): Promise<Redirect | { markup: Html; status: number } | null>;
}

export function defineCard<Draft>(parts: CardParts<Draft>): Card {
  const { key, title, editLabel, hash, blocked = () => null, test, notice = () => null, act } = parts;

  const form = (app: OktaApp, draft: Draft, said: Notice | null): Html => {
    const path = appPath(app, hash);
    return region(
      key,
      title,
      html`${said === null ? null : noticeBox(said)}
        <form method="post" action="${path}" aria-label="${editLabel}">
          <input type="hidden" name="card" value="${key}" />
          ${parts.fields(draft, app)}
          <div class="actions">
            <button class="primary" name="do" value="save">Save</button>
            ${test === undefined ? null : html`<button name="do" value="test">${test.label}</button>`}
            <button form="${key}-cancel">Cancel</button>
          </div>
        </form>
        <form id="${key}-cancel" method="get" action="${path}"></form>`,
    );
  };

  const actForm = (app: OktaApp): Html | null =>
    act === undefined
      ? null
      : html`<form method="post" action="${appPath(app, hash)}">
          <input type="hidden" name="card" value="${key}" />
          <div class="actions"><button name="do" value="act">${act.label}</button></div>
        </form>`;

  const show = (app: OktaApp): Html => {
    const why = blocked(app);
    const body = why === null ? html`${parts.shown(app)}${actForm(app)}` : html`<p class="muted">${why}</p>`;
    const button =
      why === null
        ? html`<form method="get" action="${appPath(app, hash)}">
            <button name="edit" value="${key}">${editLabel}</button>
          </form>`
        : null;
    return region(key, title, body, button);
  };

  return {
    key,
    hash,
    show,
    edit: (app) => (blocked(app) === null ? form(app, parts.draftOf(app), notice(app)) : show(app)),
    submit: async (app, sent) => {
      if (blocked(app) !== null) return { markup: show(app), status: 409 };
      if (act !== undefined && sent.get('do') === 'act') {
        act.run(app);
        return null;
      }
      const draft = parts.read(sent, app);
      const tests = test !== undefined && sent.get('do') === 'test';
      const result = await (tests ? test.run(draft, app) : parts.save(draft, app));
      if (result === null || 'location' in result) return result;
      return { markup: form(app, draft, result), status: result.kind === 'good' ? 200 : 422 };
    },
  };
}

/** A landmark region with an accessible name. */
export const region = (key: string, title: string, body: Html, beside: Html | null = null): Html =>
  html`<section aria-labelledby="${key}-title">
    <div class="head">
      <h2 id="${key}-title">${title}</h2>
      ${beside}
    </div>
    ${body}
  </section>`;
