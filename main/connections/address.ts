import { capitalised } from '../../shared/counted';
import { AppFailure } from '../../shared/errors';
import { readPastedAddress } from '../../shared/pasted-address';
import { resolveCustomDomain } from '../okta/well-known';
import type { Ports, PracticeAddress } from '../ports';
import type { Address } from '../../shared/connection';

export async function readAddress(
  input: string,
  mode: 'unset' | 'practice' | 'real',
  practice: PracticeAddress | null,
  { fetch }: Pick<Ports, 'fetch'>,
): Promise<Address> {
  if (mode === 'practice') return practiceAddress(input, practice);
  const read = readPastedAddress(input);
  switch (read.kind) {
    case 'okta-host':
      return {
        input,
        kind: 'okta-host',
        orgUrl: read.orgUrl,
        adminUrl: read.adminUrl,
        needsConfirmation: false,
      };
    case 'custom-domain': {
      const named = await resolveCustomDomain(fetch, read.domain);
      return { input, kind: 'custom-domain', ...named, needsConfirmation: true };
    }
    case 'bad':
      throw badAddress(read.reason);
  }
}

/** In practice mode only the practice org is an address: a practice run never reaches a real org. */
export function practiceAddress(input: string, practice: PracticeAddress | null): Address {
  if (practice === null) throw practiceGone();
  const { orgUrl, adminUrl } = practice.okta;
  const typed = input.trim().replace(/\/+$/, '');
  if (typed !== orgUrl && `http://${typed}` !== orgUrl) {
    throw badAddress('This is a practice run, which reaches only the practice org and never a real one.');
  }
  return { input, kind: 'practice', orgUrl, adminUrl, needsConfirmation: false };
}

/** What a reason itself says to enter stands as the next action, so that it is said once. */
const instruction = /(?:[:;.]) (?=(?:enter|give|put|look|type)\b)/i;

export function badAddress(reason: string): AppFailure {
  const at = reason.search(instruction);
  const asked =
    at === -1 ? 'Enter the address of your Okta org, for example acme.okta.com.' : reason.slice(at + 2);
  return new AppFailure({
    code: 'bad-address',
    message: at === -1 ? reason : `${reason.slice(0, at)}.`,
    owner: 'okta-admin',
    next: capitalised(asked),
    field: 'address',
  });
}

export function notConfirmed(address: Address): AppFailure {
  return new AppFailure({
    code: 'host-not-confirmed',
    message: `${address.input} identifies itself as ${address.orgUrl}. The token is sent only to that host, and only after you confirm it.`,
    owner: 'okta-admin',
    next: 'Confirm the Okta host first.',
  });
}

export function practiceGone(): AppFailure {
  return new AppFailure({
    code: 'unreachable',
    message: 'The practice org is not running.',
    owner: 'assistant',
    next: 'Start over and choose “Practise first” again.',
  });
}
