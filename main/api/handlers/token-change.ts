import type { Core } from '../../core/core';
import type { Handlers } from '../registry';

type TokenChangeCalls = 'tokenChange.begin' | 'tokenChange.look' | 'tokenChange.state' | 'tokenChange.end';

export function tokenChangeHandlers({ tokenChange }: Core): Pick<Handlers, TokenChangeCalls> {
  return {
    'tokenChange.begin': async () => {
      await tokenChange.begin();
      return null;
    },
    'tokenChange.look': async () => {
      await tokenChange.look();
      return null;
    },
    'tokenChange.state': async ({ what, done }) => {
      await tokenChange.state(what, done);
      return null;
    },
    'tokenChange.end': () => {
      tokenChange.end();
      return Promise.resolve(null);
    },
  };
}
