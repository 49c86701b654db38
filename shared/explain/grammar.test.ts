import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSaid } from './grammar';

const whole =
  'Automatic provisioning of user Ana Silva to app Oktopost Social Advocacy failed: Error while creating user: Conflict. Errors reported by remote server: A user exists.';

describe('a failure text of Okta', () => {
  it('is taken apart into phase, HTTP reason and remote detail', () => {
    expect(readSaid(whole)).toMatchObject({
      phase: 'create',
      http: { status: 409, phrase: 'Conflict' },
      detail: 'A user exists',
    });
  });

  it.each([
    ['verifying if user exists', 'verify'],
    ['trying to verify if user exists', 'verify'],
    ['creating user ana@acme.com', 'create'],
    ['trying to push profile update for user', 'update'],
    ['updating user', 'update'],
    ['deactivating user', 'deactivate'],
    ['reactivating user', 'reactivate'],
  ])('knows the phase of "Error while %s"', (words, phase) => {
    expect(readSaid(`Error while ${words}: Unauthorized.`)).toMatchObject({ phase, http: { status: 401 } });
  });

  it('knows a failed authentication, alone and inside another phase', () => {
    expect(readSaid('Error authenticating: Connect to a.b:443 failed: Connect timed out').phase).toBe(
      'authenticate',
    );
    expect(readSaid('Error while creating user: Error authenticating: timed out').phase).toBe('create');
  });

  it.each([
    ['Unauthorized. Errors reported by the remote server: Token is not valid.'],
    ['Unauthorized.  Errors reported by remote server : Token is not valid...'],
    ['UNAUTHORIZED.\nError reported by Remote Server: Token is not valid .'],
    ['HTTP 401. Errors reported by remote server: Token is not valid'],
    ['401 Unauthorized. Errors reported by remote server: Token is not valid'],
    ['Error code: 401. Errors reported by remote server: Token is not valid'],
  ])('reads the variant %j', (text) => {
    expect(readSaid(text)).toMatchObject({ http: { status: 401 }, detail: 'Token is not valid' });
  });

  it.each([
    'Bad Request. Errors reported by remote server: null',
    'Bad Request. Errors reported by remote server:',
  ])('has no detail in %j', (text) => {
    expect(readSaid(text)).toMatchObject({ http: { status: 400 }, detail: null });
  });

  it('names a status of which no phrase is known', () => {
    expect(readSaid('Error while creating user: HTTP 418.').http).toEqual({
      status: 418,
      phrase: 'HTTP 418',
    });
  });

  it('does not take words of people and apps for a reason', () => {
    const said = readSaid(
      'Automatic provisioning of user Conflict: Ltd to app Licence 401 failed: Error while creating user quota@acme.com: Forbidden.',
    );
    expect(said.http?.status).toBe(403);
    expect(said.failure).toBe('Forbidden.');
    expect(readSaid('Conflict with quota@acme.com')).toMatchObject({
      http: null,
      failure: 'Conflict with …',
    });
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const said = readSaid(text);
        expect(said.detail).not.toBe('');
        expect(said.http === null || said.http.phrase.length > 0).toBe(true);
      }),
    );
  });

  it('finds the detail again, whatever the rest says', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(word, word, word, (user, app, detail) => {
        fc.pre(detail !== 'null');
        const text = `Automatic provisioning of user ${user} to app ${app} failed: Error while creating user: Conflict. Errors reported by remote server: ${detail}.`;
        expect(readSaid(text)).toMatchObject({ phase: 'create', http: { status: 409 }, detail });
      }),
    );
  });
});
