import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { JSX } from 'react';
import { queryClient } from '../api/queries.ts';
import { KeyProvider } from '../ui/keys/key-provider.tsx';
import { theme } from '../ui/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';

const colorSchemes = localStorageColorSchemeManager({ key: 'pitchline.theme' });

export function App(): JSX.Element {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      // Both would write <style> elements; tokens.css has what they hold, and style-src stays 'self'.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <KeyProvider>
            <Frame />
          </KeyProvider>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
