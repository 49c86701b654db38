import type { webcrypto } from 'node:crypto';
import { generateSigningKeyPair } from '../world/signing-keys';
import type { GenerateKeyPair } from '../world/world';

const known: Promise<webcrypto.CryptoKeyPair>[] = [];

/**
 * Of one practice org, whose keys differ from each other. The orgs of a process share them: one takes a processor 0.2 s, longer
 * than all else that a test does.
 */
export function reusedKeyPairs(): GenerateKeyPair {
  let used = 0;
  return () => {
    const pair = (known[used] ??= generateSigningKeyPair());
    used += 1;
    return pair;
  };
}
