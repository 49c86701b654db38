import type { ComponentType } from 'react';
import { screenIds, sideScreenIds } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';
import { WelcomeScreen } from './welcome/welcome-screen';

/** Each screen but the first is a file of its own that is loaded when it is needed: the first one does not wait for the others. */
const loaders: Record<Exclude<ScreenId, 'welcome'>, () => Promise<ComponentType>> = {
  destination: async () => (await import('./destination/destination-screen')).DestinationScreen,
  'connect-okta': async () => (await import('./connect-okta/connect-okta-screen')).ConnectOktaScreen,
  'oktopost-token': async () => (await import('./oktopost-token/oktopost-token-screen')).OktopostTokenScreen,
  plan: async () => (await import('./plan/plan-screen')).PlanScreen,
  apply: async () => (await import('./apply/apply-screen')).ApplyScreen,
  'user-names': async () => (await import('./user-names/user-names-screen')).UserNamesScreen,
  'scim-on': async () => (await import('./scim-on/scim-on-screen')).ScimOnScreen,
  connection: async () => (await import('./connection/connection-screen')).ConnectionScreen,
  authenticate: async () => (await import('./authenticate/authenticate-screen')).AuthenticateScreen,
  'to-app': async () => (await import('./to-app/to-app-screen')).ToAppScreen,
  mapping: async () => (await import('./mapping/mapping-screen')).MappingScreen,
  'test-user': async () => (await import('./test-user/test-user-screen')).TestUserScreen,
  'single-sign-on': async () => (await import('./single-sign-on/single-sign-on-screen')).SingleSignOnScreen,
  summary: async () => (await import('./summary/summary-screen')).SummaryScreen,
  people: async () => (await import('./people/people-screen')).PeopleScreen,
  'life-cycle': async () => (await import('./life-cycle/life-cycle-screen')).LifeCycleScreen,
  rollout: async () => (await import('./rollout/rollout-screen')).RolloutScreen,
  undo: async () => (await import('./undo/undo-screen')).UndoScreen,
  drift: async () => (await import('./drift/drift-screen')).DriftScreen,
  'change-token': async () => (await import('./change-token/change-token-screen')).ChangeTokenScreen,
  'change-certificate': async () =>
    (await import('./change-certificate/change-certificate-screen')).ChangeCertificateScreen,
  explain: async () => (await import('./explain/explain-screen')).ExplainScreen,
};

const loaded = new Map<ScreenId, ComponentType>();
const loading = new Map<ScreenId, Promise<ComponentType | null>>();

/** The screen, or what it waits for: null when its file could not be loaded. */
export function screenOf(id: ScreenId): ComponentType | Promise<ComponentType | null> {
  if (id === 'welcome') return WelcomeScreen;
  const known = loaded.get(id) ?? loading.get(id);
  if (known !== undefined) return known;
  const load = loaders[id]().then(
    (screen) => {
      loaded.set(id, screen);
      return screen;
    },
    () => null,
  );
  loading.set(id, load);
  return load;
}

/** What screens load on their own, when it is needed. */
const parts = [() => import('../shell/proxy-question')];

/**
 * Loads all screens and their parts, so that none has to be waited for later, nor asked for when the assistant has died and its
 * port belongs to somebody else.
 */
export async function loadScreens(): Promise<void> {
  for (const id of [...screenIds, ...sideScreenIds]) await screenOf(id);
  await Promise.allSettled(parts.map((load) => load()));
}
