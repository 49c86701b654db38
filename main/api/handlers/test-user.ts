import type { Core } from '../../core/core';
import { preCheck, userRow } from '../../verification/pre-check';
import type { Handlers } from '../registry';

type TestCalls = 'users.search' | 'test.preCheck' | 'test.followAgain' | 'test.stop' | 'test.keep';

const rowsShown = 20;

export function testHandlers(core: Core): Pick<Handlers, TestCalls> {
  const { store, connections, follower, unassignments } = core;
  return {
    'users.search': async ({ query }) => {
      const users = await core.requireOkta().searchUsers(query.trim(), rowsShown + 1);
      return { users: users.slice(0, rowsShown).map(userRow), more: users.length > rowsShown };
    },
    'test.preCheck': async ({ userId }) => {
      const found = await preCheck(
        {
          okta: core.requireOkta(),
          oktopost: connections.oktopost(),
          session: store.session,
          now: core.ports.clock.now(),
        },
        userId,
      );
      follower.foundBefore(found);
      return found;
    },
    'test.followAgain': () => {
      core.requireOkta();
      if (store.session.test.unassignment === null) follower.again();
      else unassignments.again();
      return Promise.resolve(null);
    },
    'test.stop': () => {
      follower.stop();
      unassignments.stop();
      return Promise.resolve(null);
    },
    'test.keep': () => {
      core.remember({ test: { ...store.session.test, decision: 'kept' } });
      return Promise.resolve(null);
    },
  };
}
