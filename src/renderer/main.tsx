import './ui/mantine.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTranslation } from './i18n/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
await startTranslation();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
