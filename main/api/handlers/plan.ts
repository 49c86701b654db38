import { assertNever } from '../../../shared/errors';
import type { Core } from '../../core/core';
import { exportDocument } from '../../export/files';
import { planDocument, planFileName } from '../../steps/plan-document';
import type { Handlers } from '../registry';
import { stepFor } from '../../steps/step-for';
import { guidedStepIds } from '../../../shared/screens';
import type { Run } from '../../../shared/plan';

type PlanCalls =
  | 'plan.preview'
  | 'plan.export'
  | 'plan.apply'
  | 'run.cancel'
  | 'guided.lookNow'
  | 'guided.lookAgain'
  | 'guided.state'
  | 'app.choose'
  | 'mapping.choose'
  | 'mapping.skip';

export function planHandlers(core: Core): Pick<Handlers, PlanCalls> {
  const { ports, store, engine, guided } = core;
  return {
    'plan.preview': async ({ scope }) => engine.preview(scope, stepFor(scope, store.session)),
    'plan.export': async ({ planId, format }) => {
      const shown = engine.shown(planId);
      const document = planDocument(shown, ports.version, ports.clock.now());
      return exportDocument(planFileName(shown), document, format, ports);
    },
    'plan.apply': ({ planId }) => {
      const { runId, finished } = engine.apply(planId);
      if (engine.run?.scope.kind === 'app' && !engine.run.planOnly) core.show('apply');
      void finished.then((run) => afterRun(core, run));
      return Promise.resolve({ runId });
    },
    'run.cancel': ({ runId }) => {
      engine.cancel(runId);
      return Promise.resolve(null);
    },
    'guided.lookNow': async ({ step }) => {
      await guided.lookNow(step);
      return null;
    },
    'guided.lookAgain': async () => {
      const shown = guidedStepIds.find((step) => step === store.session.screen);
      if (shown !== undefined && guided.state(shown).watching) await guided.lookNow(shown);
      await guided.lookAgain();
      return null;
    },
    'guided.state': ({ step, done }) => {
      const { statedAt, statedBy, org } = store.session;
      const at = done ? core.ports.clock.now().toISOString() : null;
      const by = done ? (org?.login ?? null) : null;
      core.remember({ statedAt: { ...statedAt, [step]: at }, statedBy: { ...statedBy, [step]: by } });
      return Promise.resolve(null);
    },
    'app.choose': (appChoice) => {
      core.remember({ appChoice });
      return Promise.resolve(null);
    },
    'mapping.choose': (choice) => {
      core.remember({ mapping: { ...store.session.mapping, choice, skipped: false } });
      return Promise.resolve(null);
    },
    'mapping.skip': ({ skip }) => {
      core.remember({ mapping: { ...store.session.mapping, skipped: skip } });
      return Promise.resolve(null);
    },
  };
}

/** What the end of a run sets going. */
async function afterRun(core: Core, run: Run): Promise<void> {
  const { remember, store, guided, follower, userNames } = core;
  if (run.planOnly) return;
  const { kind } = run.scope;
  switch (kind) {
    case 'app':
    case 'tile':
      if (kind === 'app' && run.state === 'done') remember({ appChecks: run.checks });
      // Okta has been seen to switch provisioning off when an app integration is written.
      await Promise.all(
        guidedStepIds.filter((step) => store.session.readBackAt[step] !== null).map(guided.lookNow),
      );
      return;
    case 'to-app':
      await guided.lookNow('to-app');
      return;
    case 'assign':
      if (run.state === 'done') follower.begin();
      else follower.abandon(run.error);
      return;
    case 'undo':
      if (store.session.app === null) {
        guided.forget();
        follower.forget();
      }
      return;
    case 'user-names':
      userNames.forget();
      return;
    case 'mapping':
    case 'unassign':
      return;
    default:
      assertNever(kind);
  }
}
