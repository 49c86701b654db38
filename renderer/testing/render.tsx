import { renderToString } from 'react-dom/server';
import type { AppError } from '../../shared/errors';
import type { ScreenId, Snapshot } from '../../shared/setup';
import { App } from '../app';
import { createAppStore } from '../store/app-store';
import { StoreProvider } from '../store/context';

/** The whole page at a snapshot, as HTML. Nothing is asked: effects do not run on a server. */
export function renderPage(
  snapshot: Snapshot,
  state: { alive?: boolean; errors?: Partial<Record<ScreenId, AppError>> } = {},
): string {
  const store = createAppStore({
    call: () => new Promise(() => undefined),
    onSnapshot: () => () => undefined,
    onAlive: () => () => undefined,
  });
  store.setState({ snapshot, ...state });
  // On a server zustand shows the initial state.
  const shown = { ...store, getInitialState: store.getState };
  return renderToString(
    <StoreProvider store={shown}>
      <App />
    </StoreProvider>,
  );
}

/** The words of a page: tags become spaces. */
export function wordsOf(html: string): string {
  return html
    .replaceAll('<!-- -->', '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
}
