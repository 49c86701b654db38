import { X509Certificate } from 'node:crypto';
import { audience, regions, regionSchema, relayStates, signOnPlace } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { checkbox, noticeBox, refusal, textField, typed } from '../web/fields';
import type { Notice } from '../web/fields';
import { readUrl } from '../web/read-url';
import { accountIds, accounts, signOnPathOf } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import { html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { refusedFor, seeOther } from '../web/page';
import { checkResponse, readOutline, unreadable } from '../saml/check';
import { signOnRequest } from '../saml/request';
import type { SingleSignOn } from '../world/state';
import type { World } from '../world/world';
import { problem, settingsMenu, shown } from './layout';

const maxPending = 100;

/**
 * Single sign-on of the practice Oktopost: Settings > Security > Single Sign-On, the login page, and the ACS. Null for other paths.
 * Fields and texts of Oktopost's pages are unknown; these are made up.
 */
export function singleSignOnPages(
  world: World,
): (request: PracticeRequest) => PracticeResponse | Promise<PracticeResponse> | null {
  /** Pending SP-initiated sign-ins by request id: an unsolicited `InResponseTo` is refused. */
  const pending = new Map<string, AccountId>();

  return (request) => {
    const { path, method } = request;
    const host = refusedFor({ ...request, method: 'GET' }, world.origins.oktopost);
    const region = regionSchema.options.find((each) => path === `${accounts[each].root}/auth/acs`);
    if (region !== undefined && method === 'POST') {
      // The form is posted from Okta's origin; its SAML response is validated instead.
      return host === null
        ? assertionConsumer(region, new URLSearchParams(request.body))
        : problem(403, 'Refused', host);
    }
    const login = accountIds.find((each) => path === `${accounts[each].root}/auth/login-sso`);
    if (login !== undefined) return host === null ? startSignIn(login) : problem(403, 'Refused', host);
    const account = accountIds.find((each) => path === signOnPathOf(each));
    if (account === undefined) return null;
    const refused = refusedFor(request, world.origins.oktopost);
    if (refused !== null) return problem(403, 'Refused', refused);
    if (method !== 'POST')
      return settings(account, world.state.oktopost[account].singleSignOn ?? empty, null);
    return save(account, new URLSearchParams(request.body));
  };

  function startSignIn(account: AccountId): PracticeResponse {
    const { region } = accounts[account];
    const known = world.state.oktopost[account].singleSignOn;
    if (known === undefined) {
      return problem(
        409,
        'Single sign-on is not set up',
        `Enter Okta’s values under ${signOnPlace.join(' > ')}.`,
      );
    }
    if (new URL(known.signOnUrl).origin !== world.origins.okta) {
      return problem(
        409,
        'Another identity provider',
        `The practice Oktopost goes to the practice Okta only, not to ${known.signOnUrl}.`,
      );
    }
    const { acsUrl } = regions[region];
    const { id, location } = signOnRequest(known.signOnUrl, { issuer: audience, acsUrl, at: world.now() });
    pending.set(id, account);
    if (pending.size > maxPending) pending.delete([...pending.keys()][0] ?? '');
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
  }

  async function assertionConsumer(region: Region, form: URLSearchParams): Promise<PracticeResponse> {
    const encoded = form.get('SAMLResponse') ?? '';
    const refuse = (why: string): PracticeResponse => problem(403, 'Not signed in', why);
    const outline = readOutline(encoded);
    if (outline === null) return refuse(unreadable);
    const { issuer, destination, inResponseTo } = outline;
    const pendingFor = inResponseTo === null ? null : pending.get(inResponseTo);
    if (inResponseTo !== null) pending.delete(inResponseTo);
    if (pendingFor === undefined) return refuse('This is the answer to a sign-in that did not begin here.');
    const { acsUrl } = regions[region];
    if (destination !== acsUrl) return refuse(`The response is meant for ${destination}, not for ${acsUrl}.`);
    const candidates = accountIds.flatMap((account) => {
      const { singleSignOn } = world.state.oktopost[account];
      return accounts[account].region === region &&
        (pendingFor === null || pendingFor === account) &&
        singleSignOn?.issuer === issuer
        ? [{ account, singleSignOn }]
        : [];
    });
    if (candidates.length === 0) return refuse(`No account here knows the issuer ${issuer}.`);
    let why = '';
    for (const { account, singleSignOn } of candidates) {
      const signedIn = await personOf(encoded, { acsUrl, inResponseTo }, account, singleSignOn);
      if ('nameId' in signedIn) return landingPage(account, signedIn.nameId, form.get('RelayState'));
      why = signedIn.why;
    }
    return refuse(why);
  }

  /** The person that the signed part names, if this account lets them in. */
  async function personOf(
    encoded: string,
    expected: { acsUrl: string; inResponseTo: string | null },
    account: AccountId,
    { certificate, signOnUrl }: SingleSignOn,
  ): Promise<{ nameId: string } | { why: string }> {
    const { signedPart, samlAttributes, endedCertificate } = world.options.profile;
    const check = (certificates: readonly string[]) =>
      checkResponse(encoded, { certificates, audience, acsUrl: expected.acsUrl, signOnUrl, signedPart });
    const held = certificatesIn(certificate);
    const checked = await check(held);
    if (!checked.ok) return { why: checked.why };
    const inTime = held.filter((pem) => !hasEnded(pem, world.now()));
    if (endedCertificate === 'refused' && (inTime.length === 0 || !(await check(inTime)).ok)) {
      return {
        why: 'The certificate that Okta signs with has ended. Enter its next one here, then activate that in Okta.',
      };
    }
    const { nameId, recipient, inResponseTo, hasAttributes } = checked.signedIn;
    if (recipient !== expected.acsUrl) {
      return { why: `The recipient of the assertion is ${recipient}, not ${expected.acsUrl}.` };
    }
    if (inResponseTo !== expected.inResponseTo) return { why: unreadable };
    if (samlAttributes === 'needed' && !hasAttributes) {
      return {
        why: 'The assertion holds no attribute. Add an attribute statement, such as email, to the SAML settings in Okta.',
      };
    }
    if (!isActiveAt(account, nameId)) return { why: `No active user here has the email ${nameId}.` };
    return { nameId };
  }

  function isActiveAt(account: AccountId, email: string): boolean {
    return Object.values(world.state.oktopost[account].users).some(
      ({ userName, active }) => userName.toLowerCase() === email.toLowerCase() && active !== false,
    );
  }

  /** The landing page by relay state. Source: Oktopost facts, "Sign-on". */
  function landingPage(account: AccountId, email: string, relayState: string | null): PracticeResponse {
    const place = relayState === relayStates.board ? 'the board' : 'the app';
    const body = html`
      <h1>Signed in</h1>
      <p class="good">${email} is signed in at Oktopost, and lands on ${place}.</p>
      <p class="muted">Okta’s signature fits the certificate that is entered here.</p>
    `;
    return shown({ account, title: 'Signed in', body });
  }

  function save(account: AccountId, form: URLSearchParams): PracticeResponse {
    const draft = {
      issuer: typed(form, 'issuer'),
      signOnUrl: typed(form, 'signOnUrl'),
      certificate: typed(form, 'certificate'),
      requireSso: form.has('requireSso'),
    };
    const wrong = invalidField(draft, world.now());
    if (wrong !== null) return settings(account, draft, refusal(wrong));
    world.state.oktopost[account].singleSignOn = draft;
    world.save();
    return seeOther(signOnPathOf(account));
  }

  function settings(account: AccountId, draft: SingleSignOn, notice: Notice | null): PracticeResponse {
    const isSet = world.state.oktopost[account].singleSignOn !== undefined;
    const body = html`
      <p class="muted">${signOnPlace.join(' > ')}</p>
      <h1>Single Sign-On</h1>
      <p>With these values of your identity provider, people sign in without an Oktopost password.</p>
      <section aria-labelledby="idp-title">
        <h2 id="idp-title">Identity provider</h2>
        ${notice === null ? null : noticeBox(notice)}
        ${notice === null && isSet ? html`<p class="good">Single sign-on is set up.</p>` : null}
        <form method="post" action="${signOnPathOf(account)}">
          ${textField({ name: 'issuer', label: 'Issuer (entity ID)', value: draft.issuer })}
          ${textField({ name: 'signOnUrl', label: 'Sign-on URL', value: draft.signOnUrl })}
          <div class="field">
            <label for="certificate">Certificate</label>
            <textarea
              id="certificate"
              name="certificate"
              rows="8"
              spellcheck="false"
              aria-describedby="certificate-hint"
            >
${draft.certificate}</textarea>
            <small class="muted" id="certificate-hint"
              >With its first and last line. During a roll-over both, one below the other.</small
            >
          </div>
          ${checkbox('requireSso', 'Require SSO', draft.requireSso === true)}
          <p class="muted">
            Do not tick it before a sign-in by SAML has worked: then people can sign in through Okta only.
          </p>
          <div class="actions"><button class="primary">Save</button></div>
        </form>
      </section>
    `;
    return shown(
      { account, title: 'Single Sign-On', body, nav: settingsMenu(account) },
      notice === null ? 200 : 422,
    );
  }
}

const empty: SingleSignOn = { issuer: '', signOnUrl: '', certificate: '' };

function invalidField({ issuer, signOnUrl, certificate }: SingleSignOn, now: Date): string | null {
  if (issuer === '') return 'Issuer: The field cannot be left blank';
  if (readUrl(signOnUrl) === null) return 'Sign-on URL: must be an address';
  const texts = certificatesIn(certificate);
  const read = texts.flatMap(readCertificate);
  if (texts.length === 0 || read.length < texts.length) {
    return 'Certificate: must be a certificate, with its first and last line';
  }
  return texts.some((pem) => hasEnded(pem, now)) ? 'Certificate: it has ended' : null;
}

/** The certificates of the field, PEM each. */
const certificatesIn = (text: string): string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];

const hasEnded = (pem: string, now: Date): boolean =>
  readCertificate(pem).some(({ validTo }) => new Date(validTo) < now);

function readCertificate(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}
