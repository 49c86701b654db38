import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { App } from '../app';
import { loadScreens } from '../screens/registry';
import { createAppStore } from '../store/app-store';
import { StoreProvider } from '../store/context';
import type { ScreenId } from '../../shared/screens';

// A page that is rendered to a string waits for nothing.
await loadScreens();

interface StoreState {
  alive?: boolean;
  errors?: Partial<Record<ScreenId, AppError>>;
}

/** Renders a part of a page at a snapshot to HTML. Nothing is queried: effects do not run on the server. */
export function renderPart(part: ReactNode, snapshot: Snapshot, around: StoreState = {}): string {
  const store = createAppStore({
    call: () => new Promise(() => undefined),
    onSnapshot: () => () => undefined,
    onAlive: () => () => undefined,
  });
  store.setState({ snapshot, ...around });
  // On a server zustand shows the initial state.
  const shown = { ...store, getInitialState: store.getState };
  return renderToString(<StoreProvider store={shown}>{part}</StoreProvider>);
}

/** The whole page at a snapshot, as HTML. */
export function renderPage(snapshot: Snapshot, around: StoreState = {}): string {
  return renderPart(<App />, snapshot, around);
}

/** The text of a page: tags become spaces. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<!-- -->|<wbr\/>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
}
