import { assertNever } from '../../shared/failure';
import type { Snapshot } from '../../shared/snapshot';

export const productName = 'Oktopost Setup for Okta';

/** The window's title names the org that an action would change. */
export function titleFor({ mode, address }: Pick<Snapshot, 'mode' | 'address'>): string {
  switch (mode) {
    case 'unset':
      return productName;
    case 'practice':
      return `Practice run – ${productName}`;
    case 'real':
      return address === null ? productName : `${new URL(address.orgUrl).host} – ${productName}`;
    default:
      return assertNever(mode);
  }
}
