import './without-web-rtc';
import './without-eval';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { apiClient } from './api-client';
import { App } from './app';
import { createAppStore } from './store/app-store';
import { StoreProvider } from './store/context';
import './theme/tokens.css';
import './theme/base.css';
import './theme/layout.css';
import './theme/narrow.css';
import './theme/buttons.css';
import './theme/fields.css';
import './theme/dialog.css';
import './theme/content.css';
import './theme/guided.css';
import './theme/data.css';
import './theme/drawings.css';
import './theme/people.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const store = createAppStore(apiClient());
store.getState().start();
createRoot(root).render(
  <StrictMode>
    <StoreProvider store={store}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
