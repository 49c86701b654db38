import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { requireCheckedTls } from './tls';

const refusal = (work: () => void): string => {
  try {
    work();
    return 'started';
  } catch (thrown) {
    return thrown instanceof AppFailure ? `${thrown.message} ${thrown.error.next}` : String(thrown);
  }
};

// Shows: certificates are not checked
describe('a start without checked certificates', () => {
  it('is refused by the variable, with the reason and the right way', () => {
    const said = refusal(() => requireCheckedTls({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }));
    expect(said).toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates would not be checked/);
    expect(said).toMatch(/NODE_EXTRA_CA_CERTS/);
  });

  it.each(['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'])(
    'is refused by --%s',
    (name) => {
      const said = refusal(() => requireCheckedTls({}, (asked) => asked === name));
      expect(said).toContain(`--${name} was given`);
    },
  );

  it.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: '1' }, { NODE_TLS_REJECT_UNAUTHORIZED: '' }])(
    'is none where they are checked: %#',
    (env) => {
      expect(refusal(() => requireCheckedTls(env))).toBe('started');
    },
  );
});
