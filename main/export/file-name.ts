import type { Destination, Region } from '../../shared/oktopost';

interface About {
  practice: boolean;
  /** The org's address; null: none is known. */
  orgUrl: string | null;
  destination: Destination | null;
  region: Region | null;
}

/**
 * `oktopost-okta-plan-mapping-acme-board-eu-2026-11-24`, without the ending: what it is, of which org, for which destination and
 * region, of which day. A practice run says so first, and has no org of its own.
 */
export function fileName(what: string, { practice, orgUrl, destination, region }: About, at: string): string {
  const [org = ''] = orgUrl === null ? [] : new URL(orgUrl).hostname.split('.');
  const parts = [
    ...(practice ? ['practice'] : []),
    'oktopost-okta',
    what,
    ...(practice || org === '' ? [] : [org]),
    ...(destination === null ? [] : [destination]),
    ...(region === null ? [] : [region]),
    at.slice(0, 10),
  ];
  return parts.join('-').replaceAll(/[^a-zA-Z0-9-]/g, '-');
}

/** As `fileName`, of a set-up that is open. */
export const setupFileName = (
  what: string,
  {
    mode,
    destination,
    region,
  }: { mode: 'unset' | 'practice' | 'real' } & Pick<About, 'destination' | 'region'>,
  orgUrl: string | null,
  at: string,
): string => fileName(what, { practice: mode === 'practice', orgUrl, destination, region }, at);
