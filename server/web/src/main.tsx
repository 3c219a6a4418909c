import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { ApiError } from './api/client';
import { LiveProvider } from './api/live';
import { App } from './App';
import { Announcer } from './parts/Announcer';
import { AccessProvider } from './wallet/session';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/digest.css';
import './styles/pages.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Events bring changes; this catches what an unnoticed gap in them missed.
      refetchInterval: 60_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Announcer>
        <AccessProvider>
          <LiveProvider>
            <Router hook={useHashLocation}>
              <App />
            </Router>
          </LiveProvider>
        </AccessProvider>
      </Announcer>
    </QueryClientProvider>
  </StrictMode>,
);
