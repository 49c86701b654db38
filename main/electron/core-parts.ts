import { setImmediate } from 'node:timers/promises';

/** What the core is made of, what others need first. None takes this process more than some milliseconds. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../../shared/time'),
  () => import('../../shared/errors'),
  () => import('../shell/practice-process'),
  () => import('../../shared/plan'),
  () => import('../../shared/life-cycle'),
  () => import('../../shared/snapshot'),
  () => import('../../shared/api/connection'),
  () => import('../connections/connections'),
  () => import('../plans/engine'),
  () => import('../life-cycle/run'),
  () => import('../verification/follow'),
  () => import('../people/people'),
  () => import('../rollout/rollout'),
  () => import('../rollout/repair/repair'),
  () => import('../view/snapshot'),
  () => import('../core/create-core'),
  () => import('../app'),
  () => import('./external-links'),
];

/**
 * Loads them one by one: in between this process serves the page, of which each file takes several turns. At once they would hold
 * the page up.
 */
export async function loadCoreParts(): Promise<void> {
  for (const load of parts) {
    await load();
    await setImmediate();
  }
}
