import { isCatalogueApp } from '../world/catalogue-app';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { OktaApp } from '../world/state';

interface Tab {
  hash: string;
  label: string;
}

const provisioningTab: Tab = { hash: 'tab-user-management', label: 'Provisioning' };

/** Okta shows the Provisioning tab of a custom app only once Provisioning is SCIM. */
export const tabsOf = (app: OktaApp): readonly Tab[] => [
  { hash: 'tab-general', label: 'General' },
  { hash: 'tab-signon', label: 'Sign On' },
  ...(app.provisioning === 'SCIM' || isCatalogueApp(app) ? [provisioningTab] : []),
  { hash: 'tab-assignments', label: 'Assignments' },
];

/** Links to hashes: tabs, or the parts of one. */
export const tabLinks = (label: string, tabs: readonly Tab[]): Html =>
  html`<div role="navigation" aria-label="${label}">
    <ul class="tabs">
      ${tabs.map((tab) => html`<li><a href="#${tab.hash}">${tab.label}</a></li>`)}
    </ul>
  </div>`;

/** Content shown at a hash, and at hashes below it (`tab/part`). */
export const panel = (hash: string, body: Html): Html => html`<div data-panel="${hash}">${body}</div>`;

/**
 * Shows the panels of the URL's hash: `tab`, or `tab/part`. Without a part the first one of the tab is shown, for an unknown hash
 * the first tab; without scripts everything.
 */
// prettier-ignore
export const tabScript = html`
  const panels = [...document.querySelectorAll('[data-panel]')];
  const links = [...document.querySelectorAll('.tabs a')];
  const nameOf = (each) => each.dataset.panel;
  const find = (name) => panels.find((each) => nameOf(each) === name);
  const show = () => {
    const asked = decodeURIComponent(location.hash.slice(1));
    const tab = find(asked.split('/')[0]) ?? panels[0];
    const parts = panels.filter((each) => nameOf(each).startsWith(nameOf(tab) + '/'));
    const part = parts.find((each) => nameOf(each) === asked) ?? parts[0];
    for (const each of panels) each.hidden = each !== tab && each !== part;
    for (const link of links) {
      const name = link.hash.slice(1);
      if (name === nameOf(tab) || (part && name === nameOf(part))) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener('hashchange', show);
  show()`;
