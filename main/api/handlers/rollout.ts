import type { Core } from '../../core/core';
import { deliverFile } from '../../export/files';
import type { Handlers } from '../registry';
import { ofFile } from './of-file';

type RolloutCalls = Extract<keyof Handlers, `rollout.${string}`> | 'rolloutList.export';

export function rolloutHandlers(core: Core): Pick<Handlers, RolloutCalls> {
  const { rollout, takeBack, repair } = core;
  const done = (work: () => void): Promise<null> => {
    work();
    return Promise.resolve(null);
  };
  return {
    'rollout.match': (source) =>
      'data' in source ? ofFile(source.name, () => rollout.match(source)) : rollout.match(source),
    'rolloutList.export': async ({ listId }) =>
      deliverFile(await rollout.listCsv(listId), core.ports.saveFile),
    'rollout.people': ({ query }) => rollout.people(query),
    'rollout.forgetList': () => done(rollout.forgetList),
    'rollout.chosen': () => Promise.resolve(rollout.chosen()),
    'rollout.choose': (draft) =>
      done(() => {
        rollout.choose(draft);
      }),
    'rollout.plan': (choice) => rollout.plan(choice),
    'rollout.start': async ({ planId, secondYes }) => {
      core.requireOkta();
      return done(() => {
        rollout.start(planId, secondYes);
      });
    },
    'rollout.stop': () => done(rollout.stop),
    'rollout.resume': async ({ secondYes }) => {
      core.requireOkta();
      return done(() => {
        rollout.resume(secondYes);
      });
    },
    'rollout.check': async ({ ring }) => {
      core.requireOkta();
      return done(() => {
        rollout.check(ring);
      });
    },
    'rollout.view': () => Promise.resolve(rollout.view()),
    'rollout.rows': (asked) => {
      const { of } = asked;
      return Promise.resolve(of === 'back' ? takeBack.rows(asked) : rollout.rows({ ...asked, of }));
    },
    'rollout.planBack': ({ ring }) => takeBack.plan(ring),
    'rollout.takeBack': async ({ planId, typed, secondYes }) =>
      done(() => {
        takeBack.start(planId, typed, secondYes);
      }),
    'rollout.planRepair': ({ of }) => repair.plan(of),
    'rollout.repairRows': (asked) => Promise.resolve(repair.rows(asked)),
    'rollout.repair': async ({ planId, secondYes }) =>
      done(() => {
        repair.start(planId, secondYes);
      }),
    'rollout.stopRepair': () => done(repair.stop),
  };
}
