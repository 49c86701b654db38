import type { Notice } from '../web/fields';
import { isCatalogueApp } from '../world/catalogue-app';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { apiIntegrationCard } from './api-integration';
import { assignments, assignmentsHash, changeAssignment } from './assignments';
import type { Authentication } from './authentication';
import { appPath, region } from './card';
import type { Card } from './card';
import { appStatusNames } from './apps-page';
import { appStatus, changeStatus, statusKey } from './app-status';
import { certificateFile, certificates, certificatesKey, changeCertificates } from './certificates';
import { generalCard } from './general';
import { integrationCard } from './integration';
import { consolePage, problemPage } from './layout';
import { samlFacts, samlSettingsCard } from './saml-settings';
import { signOnCard } from './sign-on';
import { panel, tabLinks, tabScript, tabsOf } from './tabs';
import { attributeMappings, toAppCard } from './to-app';

/** The result of a refused form: a card in place of the default one, or a notice about assignments. */
interface Shown {
  card: { key: string; markup: Html } | null;
  assignment: Notice | null;
}

/** The page of one app integration with all tabs, shown by hash. */
export function createAppPage(world: World, actions: ConsoleActions, authentication: Authentication) {
  const general = generalCard(world, actions);
  const saml = samlSettingsCard(world);
  const signOn = signOnCard(world, actions);
  const integration = integrationCard(world, actions);
  const apiIntegration = apiIntegrationCard(world, actions, authentication);
  const toApp = toAppCard(world, actions);

  /** Provisioning, in Okta's order. A catalogue app has To App only once its API integration is enabled. */
  function provisioningCards(app: OktaApp): Card[] {
    if (isCatalogueApp(app)) return app.provisioning === 'API' ? [toApp, apiIntegration] : [apiIntegration];
    return app.provisioning === 'SCIM' ? [toApp, integration] : [];
  }

  async function render(
    app: OktaApp,
    query: URLSearchParams,
    shown: Shown,
    status = 200,
  ): Promise<PracticeResponse> {
    const signing = await certificates(world, app);
    const card = (of: Card): Html => {
      if (shown.card?.key === of.key) return shown.card.markup;
      return query.get('edit') === of.key ? of.edit(app) : of.show(app);
    };
    const panels = [
      panel('tab-general', html`${card(general)}${samlPart(app, card)}`),
      panel('tab-signon', html`${card(signOn)}${signing}`),
      provisioningPanels(app, card),
      panel(assignmentsHash, assignments(world, app, query.get('q')?.trim() ?? '', shown.assignment)),
    ].filter((each) => each !== null);
    const body = html`
      <h1>${app.label}</h1>
      <p class="muted">${appStatusNames[app.status]} · ${app.name}</p>
      ${appStatus(app, query.get('ask') === 'delete')} ${tabLinks('Application', tabsOf(app))} ${panels}
    `;
    const formsLeadTo = isCatalogueApp(app) ? { formsLeadTo: world.origins.oktopost } : {};
    return consolePage(world, { title: app.label, body, script: tabScript, ...formsLeadTo }, status);
  }

  /** A catalogue app has no SAML settings that can be edited there. */
  const samlPart = (app: OktaApp, card: (of: Card) => Html): Html =>
    isCatalogueApp(app) ? region('saml', 'SAML Settings', samlFacts(app)) : card(saml);

  /** The part shown by default: Integration until there is a connection, as in Okta. */
  function provisioningPanels(app: OktaApp, card: (of: Card) => Html): Html | null {
    const parts = provisioningCards(app).map((of) =>
      of === toApp
        ? { of, label: 'To App', markup: html`${card(of)}${attributeMappings(world, app)}` }
        : { of, label: 'Integration', markup: card(of) },
    );
    if (parts.length === 0) return null;
    if (app.connection === null) parts.reverse();
    const links = parts.map(({ of: { hash }, label }) => ({ hash, label }));
    return html`${panel('tab-user-management', tabLinks('Provisioning settings', links))}
    ${parts.map(({ of: { hash }, markup }) => panel(hash, markup))}`;
  }

  async function submit(app: OktaApp, form: URLSearchParams): Promise<PracticeResponse> {
    const none = new URLSearchParams();
    const key = form.get('card');
    if (key === null) {
      const problem = changeAssignment(world, actions, app, form);
      if (problem === null) return seeOther(appPath(app, assignmentsHash));
      return render(app, none, { card: null, assignment: problem }, 422);
    }
    if (key === statusKey) return submitStatus(app, form);
    if (key === certificatesKey && (await changeCertificates(world, app, form))) {
      return seeOther(appPath(app, signOn.hash));
    }
    const cards = [general, signOn, ...(isCatalogueApp(app) ? [] : [saml]), ...provisioningCards(app)];
    const card = cards.find((each) => each.key === key);
    if (card === undefined) {
      return problemPage(world, 409, 'Not offered', 'This app integration offers no such settings now.');
    }
    const answer = await card.submit(app, form);
    if (answer === null) return seeOther(appPath(app, card.hash));
    if ('location' in answer) return seeOther(answer.location);
    return render(app, none, { card: { key, markup: answer.markup }, assignment: null }, answer.status);
  }

  function submitStatus(app: OktaApp, form: URLSearchParams): PracticeResponse {
    const result = changeStatus(world, app, form);
    if (result === 'deleted') return seeOther('/admin/apps/active');
    if (result === 'changed') return seeOther(appPath(app, general.hash));
    return problemPage(world, 409, 'Not possible', result.refused);
  }

  return (app: OktaApp, { method, query, body }: PracticeRequest) => {
    if (method === 'POST') return submit(app, new URLSearchParams(body));
    const kid = query.get('certificate');
    const file = kid === null ? null : certificateFile(app, kid);
    return file ?? render(app, query, { card: null, assignment: null });
  };
}
