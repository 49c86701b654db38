import { randomBytes, scryptSync } from 'node:crypto';

const bytes = 16;

export const newSalt = (): string => randomBytes(bytes).toString('base64url');

/**
 * By which a token is recognised when it is entered again, without being kept. Takes some 50 ms, so that guessing a token by it is slow;
 * tokens of Oktopost are random, and guessed by nobody.
 */
export const fingerprintOf = (token: string, salt: string): string =>
  scryptSync(token, salt, bytes).toString('base64url');
