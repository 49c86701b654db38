import { connectionProof, refusedStep } from '../../storage/proving-test';
import type { Core } from '../../core/core';
import { exportDocument } from '../../export/files';
import { planDocument, planFileName } from '../../steps/plan-document';
import type { AppChoice } from '../../../shared/snapshot';
import { asItIs } from '../../steps/app-integration/settings';
import { fieldText } from '../../steps/app-integration/fields';
import type { Session } from '../../storage/session';
import type { Handlers } from '../registry';
import { stepFor } from '../../steps/step-for';
import { guidedStepIds } from '../../../shared/screens';
import { withWarnings } from '../../plans/step';
import { skippedSentences } from '../../summary/skipped-lines';

type PlanCalls =
  | 'plan.preview'
  | 'plan.export'
  | 'plan.apply'
  | 'run.cancel'
  | 'guided.lookNow'
  | 'guided.lookAgain'
  | 'guided.state'
  | 'app.lookNow'
  | 'app.choose'
  | 'mapping.choose'
  | 'mapping.skip';

/** That it is to stay as it is, said of an app integration that is this set-up's: what was read last is what was chosen. */
function relayStateNow({ app, appChecks }: Session): AppChoice {
  const now = appChecks.find(({ setting }) => setting === 'sign-on.relay-state')?.actual ?? null;
  return app === null || now === null ? asItIs : { ...asItIs, keeps: fieldText(now) };
}

/** Of a connection that is not stated any more, and that was proven since, it is said: of another one it would have to be proven anew. */
const sinceStated = (session: Session, at: string | null): string | null =>
  at !== null && session.statedAt.connection === null && connectionProof(session) !== null
    ? session.connectionSince
    : at;

export function planHandlers(core: Core): Pick<Handlers, PlanCalls> {
  const { ports, store, engine, guided } = core;
  return {
    'plan.preview': async ({ scope }) => {
      const step = stepFor(scope, store.session);
      if (scope.kind !== 'undo') return engine.preview(scope, step);
      core.repair.requireAtRest();
      const { setupId } = store.session;
      const warnings = [
        ...core.repair.unfinished(),
        ...skippedSentences(core.skippedLines(), store.session.handedOver?.skippedLines ?? 0, 'by this undo'),
      ];
      const plan = await engine.preview(scope, withWarnings(step, warnings));
      // What an undo left is read with the plan of the next one, which the screen asks for at its end.
      const text = plan.undo?.accounts ?? null;
      if (store.session.setupId === setupId && store.session.app === null)
        core.remember({ accountsLeft: text === null ? null : { at: plan.at, text } });
      return plan;
    },
    'plan.export': async ({ planId, format }) => {
      const shown = engine.shown(planId);
      const document = planDocument(shown, ports.version, ports.clock.now());
      return exportDocument(planFileName(shown), document, format, ports);
    },
    'plan.apply': async ({ planId, secondYes }) => {
      // A repair may have gone on by itself since the preview, at a new connection.
      if (engine.shown(planId).plan.scope.kind === 'undo') core.repair.requireAtRest();
      return { runId: core.apply(planId, secondYes) };
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
      if (store.session.screen === 'rollout') core.rollout.lookAgain();
      await guided.lookAgain();
      await guided.lookSinceRefusal();
      return null;
    },
    'guided.state': async ({ step, done }) => {
      const { setupId } = store.session;
      if (done) await guided.requireNoContradiction(step);
      // Started over meanwhile: it was said of the set-up before.
      if (store.session.setupId !== setupId) return null;
      const { statedAt, statedBy, org } = store.session;
      const at = done ? core.ports.clock.now().toISOString() : null;
      const by = done ? (org?.login ?? null) : null;
      core.remember({
        statedAt: { ...statedAt, [step]: at },
        statedBy: { ...statedBy, [step]: by },
        ...(done && step === refusedStep(store.session) && { connectionRefused: null }),
        ...(step === 'connection' && { connectionSince: sinceStated(store.session, at) }),
        ...(done && step === 'connection' && { pastedToken: null, tokenPrints: null }),
      });
      return null;
    },
    'app.lookNow': async () => {
      await core.readAppAgain();
      return null;
    },
    'app.choose': ({ relayState }) => {
      core.remember({ appChoice: relayState === null ? relayStateNow(store.session) : { relayState } });
      return Promise.resolve(null);
    },
    'mapping.choose': (choice) => {
      core.remember({ mapping: { ...store.session.mapping, choice, skipped: null } });
      return Promise.resolve(null);
    },
    'mapping.skip': ({ skip }) => {
      const { mapping, org } = store.session;
      const now = { by: org?.login ?? null, at: ports.clock.now().toISOString() };
      core.remember({ mapping: { ...mapping, skipped: skip ? now : null } });
      return Promise.resolve(null);
    },
  };
}
