import type { Core } from '../../core/core';
import type { Handlers } from '../registry';

export function userNamesHandlers(core: Core): Pick<Handlers, 'userNames.rows' | 'userNames.skip'> {
  const { store, userNames } = core;
  return {
    'userNames.rows': (range) => userNames.rows(range),
    'userNames.skip': ({ skip }) => {
      core.remember({ userNames: { ...store.session.userNames, skipped: skip } });
      return Promise.resolve(null);
    },
  };
}
