import { Suspense, createElement, lazy, useCallback, useEffect, useRef, useState } from 'react';
import type { ComponentType } from 'react';
import { ErrorCard } from './components/error-card';
import { Button } from './components/button';
import { useFocusInView } from './focus-in-view';
import { useFocusKept } from './focus-kept';
import { loadScreens, screenOf } from './screens/registry';
import { Band } from './shell/band';
import { Banners } from './shell/banners';
import { Progress } from './shell/progress';
import { Rail } from './shell/rail';
import { words } from './shell/words';
import { useApp, useSnapshot } from './store/context';
import { newLinkHint } from '../shared/browser-session';
import type { AppError } from '../shared/errors';
import { isScreenId } from '../shared/screens';
import type { ScreenId } from '../shared/screens';

const ProxyQuestion = lazy(async () => ({
  default: (await import('./shell/proxy-question')).ProxyQuestion,
}));

/** The page: band, steps and the screen that the snapshot names. */
export function App() {
  const started = useApp((state) => state.snapshot !== null);
  return started ? <Page /> : <Starting />;
}

function Page() {
  const { screen, proxy } = useSnapshot();
  const shown = useRef(screen);
  const askedField = useApp((state) => state.askedField);
  const onShown = useCallback(
    (next: ScreenId) => {
      // Later than this screen, which would be waited for while their files are read.
      setTimeout(() => void loadScreens(), 100);
      // The first screen keeps the focus where the browser puts it.
      if (shown.current === next) return;
      shown.current = next;
      scrollTo({ top: 0 });
      const field = askedField === null ? null : document.getElementsByName(askedField)[0];
      (field ?? document.querySelector('h1'))?.focus();
    },
    [askedField],
  );
  useLookAgain();
  useFocusInView();
  useFocusKept();
  useHistory(screen);
  return (
    <div className="page">
      <Band />
      {proxy !== null && (
        <Suspense>
          <ProxyQuestion />
        </Suspense>
      )}
      <Rail />
      <Progress />
      <div className="content">
        <Banners />
        <Shown key={screen} screen={screen} onShown={onShown} />
      </div>
    </div>
  );
}

/**
 * The screen, as soon as its file is there. No Suspense: React shows what comes after a fallback 300 ms after it at the earliest
 * (`FALLBACK_THROTTLE_MS`).
 */
function Shown({ screen, onShown }: { screen: ScreenId; onShown: (screen: ScreenId) => void }) {
  const [known, setKnown] = useState(() => screenOf(screen));
  useEffect(() => {
    if (!(known instanceof Promise)) {
      onShown(screen);
      return;
    }
    let isWanted = true;
    void known.then((loaded) => {
      if (isWanted) setKnown(() => loaded ?? NotLoaded);
    });
    return () => {
      isWanted = false;
    };
  }, [known, screen, onShown]);
  return createElement(known instanceof Promise ? Loading : known);
}

/** For the moment until the file of a screen is there. */
const Loading: ComponentType = () => (
  <main className="screen" aria-busy>
    <h1 tabIndex={-1}>{words.name}</h1>
  </main>
);

const NotLoaded: ComponentType = () => (
  <main className="screen">
    <h1 tabIndex={-1}>{words.notLoaded}</h1>
    <Button
      kind="primary"
      onPress={() => {
        location.reload();
      }}
    >
      {words.loadAgain}
    </Button>
  </main>
);

/** Back and Forward of a browser go to the screen that was shown before. Main refuses one that cannot be reached any more. */
function useHistory(screen: ScreenId) {
  const go = useApp((state) => state.go);
  useEffect(() => {
    const shown = shownIn(history.state);
    if (shown === null) history.replaceState({ screen }, '');
    else if (shown !== screen) history.pushState({ screen }, '');
  }, [screen]);
  useEffect(() => {
    const back = ({ state }: PopStateEvent): void => {
      const wanted = shownIn(state);
      if (wanted !== null) void go(wanted);
    };
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
    };
  }, [go]);
}

/** The screen of an entry of the browser's history; null where the page did not make the entry. */
function shownIn(state: unknown): ScreenId | null {
  const screen: unknown =
    typeof state === 'object' && state !== null && 'screen' in state ? state.screen : null;
  return isScreenId(screen) ? screen : null;
}

/** When the window gets the focus or is shown again, perhaps after Okta's console, what was read as done is read again. */
function useLookAgain() {
  const call = useApp((state) => state.call);
  useEffect(() => {
    const look = (): void => void call('guided.lookAgain', {});
    // Coming back from another tab of the browser shows the page, and need not focus it.
    const seen = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [call]);
}

/** Only a new link opens this page: the same request is answered in the same way again. */
const needsLink = ({ code, next }: AppError): boolean => code === 'not-ready' && next.includes(newLinkHint);

function Starting() {
  const error = useApp(({ errors }) => errors.welcome);
  const start = useApp((state) => state.start);
  return (
    <main className="starting">
      <h1>{words.name}</h1>
      {error === undefined ? (
        <output>{words.starting}</output>
      ) : (
        <ErrorCard error={error} onRetry={needsLink(error) ? undefined : () => void start()} />
      )}
    </main>
  );
}
