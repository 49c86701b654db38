import { regions } from '../../shared/oktopost';
import { accountIds, accounts, provisioningPathOf, signOnPathOf, teamPathOf } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import { page } from '../web/page';

const band = 'Practice Oktopost – not the real one';

/** The display name of an account; that of the advocates account has no suffix. */
export function accountName(account: AccountId): string {
  const { region, people } = accounts[account];
  return people === 'advocates' ? regions[region].name : `${regions[region].name}, ${people}`;
}

interface AccountPage {
  account: AccountId;
  title: string;
  body: Html;
  nav?: Html;
  script?: Html;
  formsLeadTo?: string;
}

/** A page of an account. */
export function shown({ account, title, ...content }: AccountPage, status = 200): PracticeResponse {
  return page(
    {
      ...content,
      title: `${title} – Practice Oktopost, ${accountName(account)}`,
      band: `${band} · account in ${accountName(account)}`,
    },
    status,
  );
}

/** Links to the settings of this account; those of the others are folded. */
export function settingsMenu(account: AccountId): Html {
  const others = accountIds.filter((each) => each !== account);
  return html`<nav aria-label="Settings">
    <ul>
      ${linksOf(account)}
      <li>
        <details>
          <summary>Other accounts</summary>
          ${others.map(
            (each) =>
              html`<ul>
                ${linksOf(each)}
              </ul>`,
          )}
        </details>
      </li>
    </ul>
  </nav>`;
}

const linksOf = (account: AccountId): Html =>
  html`<li>
      <a href="${provisioningPathOf(account)}">${accountName(account)}: Provisioning</a>
    </li>
    <li><a href="${signOnPathOf(account)}">${accountName(account)}: Single Sign-On</a></li>
    <li><a href="${teamPathOf(account)}">${accountName(account)}: Team</a></li>`;

export const problem = (status: number, title: string, text: string): PracticeResponse =>
  page(
    {
      title,
      band,
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
    status,
  );
