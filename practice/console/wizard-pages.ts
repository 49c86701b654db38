import { logAppChange } from '../provisioning/app-log';
import { noticeBox, refusal, textField, typed } from '../web/fields';
import { readUrl } from '../web/read-url';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { newApp, newAppIds, wizardAppName } from '../world/app-template';
import type { World } from '../world/world';
import { appPath, region } from './card';
import { labelProblem } from './label';
import { consolePage } from './layout';

/** Where an org of 2026.08 asks for the experience. The address is made up. */
export const createPath = '/admin/apps/create';
export const wizardPath = '/admin/apps/saml-wizard/create';

/** Older orgs open the wizard at once. Source: Okta as recorded, section 6. */
export const createPathFor = ({ options }: World): string =>
  options.profile.menu === '2026.08' ? createPath : wizardPath;

interface Draft {
  label: string;
  acsUrl: string;
  audience: string;
}

/** Create App Integration, SAML 2.0: the parts of the wizard that a practice run needs. */
export function createWizardPages(world: World): (request: PracticeRequest) => PracticeResponse {
  const page = (body: Html, status = 200): PracticeResponse =>
    consolePage(
      world,
      {
        title: 'Create App Integration',
        body: html`<h1>Create App Integration</h1>
          ${body}`,
      },
      status,
    );

  const experiences = (): PracticeResponse =>
    page(
      html`${region(
        'classic',
        'Classic experience',
        html`<p>An app integration of this org, with SAML 2.0 and, once it is switched on, SCIM.</p>
          <p><a class="button" href="${wizardPath}">Classic experience</a></p>`,
      )}
      ${region(
        'new',
        'Integration Wizard',
        html`<p class="muted">
          A private integration keeps its SCIM address itself, not in the app. The practice org has none.
        </p>`,
      )}`,
    );

  const form = ({ label, acsUrl, audience }: Draft, problem: string | null): PracticeResponse =>
    page(
      region(
        'saml',
        'SAML 2.0',
        html`${problem === null ? null : noticeBox(refusal(problem))}
          <form method="post" action="${wizardPath}" aria-label="Create SAML integration">
            ${textField({ name: 'label', label: 'App name', value: label })}
            ${textField({
              name: 'acsUrl',
              label: 'Single sign-on URL',
              value: acsUrl,
              hint: 'Used for Recipient URL and Destination URL too.',
            })}
            ${textField({ name: 'audience', label: 'Audience URI (SP Entity ID)', value: audience })}
            <div class="actions"><button class="primary">Finish</button></div>
          </form>`,
      ),
      problem === null ? 200 : 422,
    );

  function create(draft: Draft): PracticeResponse {
    const { label, acsUrl, audience } = draft;
    const problem =
      labelProblem(world, label, null) ??
      (readUrl(acsUrl) === null ? 'Single sign-on URL: must be an address' : null) ??
      (audience === '' ? 'Audience URI (SP Entity ID): The field cannot be left blank' : null);
    if (problem !== null) return form(draft, problem);
    const app = newApp({
      ...newAppIds(world.newId, world.now().toISOString()),
      name: wizardAppName(world.state, label),
      label,
      acsUrl,
      audience,
    });
    world.state.apps[app.id] = app;
    logAppChange(world, app, 'create');
    world.save();
    return seeOther(appPath(app, 'tab-general'));
  }

  return ({ method, path, body }) => {
    if (method !== 'POST') {
      return path.startsWith(createPath)
        ? experiences()
        : form({ label: '', acsUrl: '', audience: '' }, null);
    }
    const sent = new URLSearchParams(body);
    return create({
      label: typed(sent, 'label'),
      acsUrl: typed(sent, 'acsUrl'),
      audience: typed(sent, 'audience'),
    });
  };
}
