import { AppFailure } from '../../shared/failure';

/** Chromium's switches that accept certificates which nobody vouches for. */
const looseSwitches = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'];

/**
 * Refuses to start where certificates would not be checked: whoever is in between would be handed the tokens, and nobody would
 * see it. Node reads the value `0` only.
 * @throws AppFailure `bad-input`, with the way to trust a company's own certificate.
 */
export function requireCheckedTls(
  env: Record<string, string | undefined>,
  hasSwitch: (name: string) => boolean = () => false,
): void {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw unchecked('NODE_TLS_REJECT_UNAUTHORIZED=0 is set', 'Remove that variable');
  }
  const found = looseSwitches.find(hasSwitch);
  if (found !== undefined) throw unchecked(`--${found} was given`, 'Leave that option away');
}

const unchecked = (what: string, remedy: string): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `${what}: certificates would not be checked, and anyone between this computer and Okta could read your tokens.`,
    owner: 'okta-admin',
    next: `${remedy}. If your company inspects TLS traffic, have its certificate added to this computer’s store (the app), or name its PEM file in NODE_EXTRA_CA_CERTS (browser mode and the drift check).`,
  });
