import { pemOf } from '../saml/response';
import { facts } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import { table } from '../web/table';
import { externalKeyOf, idpIssuerOf } from '../okta/certificates';
import { logAppChange } from '../provisioning/app-log';
import { activateKey, addSigningKey, signingKeysOf } from '../world/signing-keys';
import type { OktaApp, SigningKey } from '../world/state';
import type { World } from '../world/world';
import { appPath, region } from './card';

export const certificatesKey = 'certificates';
const hash = 'tab-signon';

/** Sign On > SAML Signing Certificates: the roll-over. A new certificate is inactive until it is activated here. */
export async function certificates(world: World, app: OktaApp): Promise<Html> {
  const keys = await signingKeysOf(world, app);
  const post = (what: string, label: string, kid = ''): Html =>
    html`<form method="post" action="${appPath(app, hash)}">
      <input type="hidden" name="card" value="${certificatesKey}" />
      <input type="hidden" name="kid" value="${kid}" />
      <button name="do" value="${what}">${label}</button>
    </form>`;
  const rows = keys.map((key, index) => {
    const active = key.kid === app.kid;
    const name = `certificate ${String(index + 1)}`;
    const [path = ''] = appPath(app, hash).split('#');
    return html`<tr>
      <th scope="row">SHA-2, ${name}</th>
      <td>${key.created.slice(0, 10)}</td>
      <td>${key.expiresAt.slice(0, 10)}</td>
      <td>${active ? 'Active' : 'Inactive'}</td>
      <td>
        <div class="actions">
          <a class="button" href="${path}?certificate=${key.kid}" download>Download ${name}</a>
          ${active ? null : post('activate', `Activate ${name}`, key.kid)}
        </div>
      </td>
    </tr>`;
  });
  const { origin } = new URL(world.origins.okta);
  return html`${region(
    'saml-details',
    'SAML 2.0',
    facts([
      ['Sign on URL', `${origin}/app/${app.name}/${externalKeyOf(app)}/sso/saml`],
      ['Issuer', idpIssuerOf(app)],
    ]),
  )}
  ${region(
    certificatesKey,
    'SAML Signing Certificates',
    html`${table('SAML Signing Certificates', ['Type', 'Created', 'Expires', 'Status', 'Action'], rows)}
      <p class="muted">
        Oktopost knows only the certificate that was entered there. Enter a new one there before you activate
        it.
      </p>
      ${post('generate', 'Generate new certificate')}`,
  )}`;
}

/** Applies a form of `certificates`; false for one that does not fit. */
export async function changeCertificates(
  world: World,
  app: OktaApp,
  form: URLSearchParams,
): Promise<boolean> {
  if (form.get('do') === 'generate') {
    await addSigningKey(world, app);
    return true;
  }
  if (form.get('do') !== 'activate' || !activateKey(world, app, form.get('kid') ?? '')) return false;
  logAppChange(world, app, 'update');
  return true;
}

/** The certificate as a file, or null when the app has no such key. */
export function certificateFile({ signingKeys = [] }: OktaApp, kid: string): PracticeResponse | null {
  const key = signingKeys.find((each: SigningKey) => each.kid === kid);
  if (key === undefined) return null;
  return {
    status: 200,
    headers: {
      'content-type': 'application/x-x509-ca-cert',
      'content-disposition': 'attachment; filename="okta.cert"',
    },
    body: pemOf(key),
  };
}
