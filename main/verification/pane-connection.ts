import { AppFailure } from '../../shared/errors';
import type { Target } from '../../shared/oktopost';
import type { PaneFinding } from '../../shared/verification';
import type { ConnectorTest, OktopostScim } from '../oktopost/types';
import { findingIn } from './finding';

/** Okta gives a SCIM request 60 s. Source: Okta facts, section 3. */
const slowMs = 10_000;
/** Beyond this SAML's times are refused, and the System Log is read for the wrong time. */
const clockToleranceMs = 2 * 60_000;
/** Source: docs/facts/okta-recorded.md, section 5; `text/json` is what Okta's own samples send. */
const readableTypes = ['application/scim+json', 'application/json', 'text/json'];

const notReadable = 'What is typed there cannot be read: the test user proves it.';

const finding = findingIn('connection');

/** Whether the SCIM endpoint answers the request that Okta's *Test Connector Configuration* sends, and answers it well. */
export async function connectionFindings(
  oktopost: OktopostScim | null,
  { app, scimBaseUrl }: Target,
): Promise<PaneFinding[]> {
  if (app === 'catalogue') {
    return [
      finding(
        'unknown',
        'The pre-built app keeps its own connection: nothing is tried from here.',
        'Whether its API integration is enabled is read on the step “Authenticate”.',
      ),
    ];
  }
  const address = finding(
    'ok',
    `Base URL that belongs in Okta: ${scimBaseUrl ?? ''}, without a slash at the end: Okta adds its own. ${notReadable}`,
  );
  if (oktopost === null) {
    return [
      finding(
        'unknown',
        'Not known: there is no Oktopost token.',
        'Enter the token on the step “Oktopost token”.',
      ),
      address,
    ];
  }
  try {
    return readAnswer(await oktopost.testConnector(), scimBaseUrl ?? '');
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code === 'cancelled') throw error;
    return [
      finding(
        'warn',
        `Okta’s own test request fails from this computer: ${error.error.message}`,
        error.error.next,
      ),
      address,
    ];
  }
}

function readAnswer(
  { latencyMs, mediaType, notIntegers, clockAheadMs, encrypted }: ConnectorTest,
  address: string,
): PaneFinding[] {
  const took = `${(latencyMs / 1000).toFixed(1)} s`;
  const ahead = Math.round((clockAheadMs ?? 0) / 1000);
  return [
    finding(
      'ok',
      `The assistant reached Oktopost at ${address}: it answers Okta’s own test request. In Okta the address has no slash at the end. ${notReadable}`,
    ),
    encrypted
      ? finding('ok', 'TLS: this computer trusts its certificate.')
      : finding('ok', 'No TLS: the practice org answers on this computer only.'),
    latencyMs > slowMs
      ? finding(
          'warn',
          `It took ${took} to answer; Okta gives up after 60 s.`,
          'Ask Oktopost support why its SCIM server is slow.',
        )
      : finding('ok', `It took ${took} to answer.`),
    mediaType !== null && readableTypes.includes(mediaType)
      ? finding('ok', `Media type: ${mediaType}.`)
      : finding(
          'warn',
          `Media type: ${mediaType ?? 'none'}. Okta may not read such an answer.`,
          'Show this to Oktopost support: SCIM asks for application/scim+json.',
        ),
    notIntegers.length === 0
      ? finding('ok', 'Numbers of the list are integers.')
      : finding(
          'block',
          `${notIntegers.join(' and ')}: no integer. Okta cannot read such a list.`,
          'Show this to Oktopost support.',
        ),
    clockAheadMs === null
      ? finding('ok', 'Clock: the server does not say.')
      : Math.abs(clockAheadMs) > clockToleranceMs
        ? finding(
            'warn',
            `The clocks of Oktopost and of this computer differ by ${String(Math.abs(ahead))} s.`,
            'Set the clock of this computer by a time server, then check again.',
          )
        : finding('ok', 'Clock: the same as here.'),
  ];
}
