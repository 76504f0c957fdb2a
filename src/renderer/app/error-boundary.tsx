import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './error-boundary.module.css';

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** Never a white page: a screen that breaks says so and can be loaded again; the frame stays. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // React has no other place for it, and whoever looks into a broken page looks there.
    reportError(new Error(`A screen stopped:${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <Stopped error={error} />;
  }
}

function Stopped({ error }: { readonly error: Error }): JSX.Element {
  const { t } = useTranslation('frame');
  return (
    <main className={classes.stopped} role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.advice')}</p>
      <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <pre tabIndex={0}>{error.stack ?? error.message}</pre>
    </main>
  );
}
