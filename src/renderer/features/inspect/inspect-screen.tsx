import type { JSX } from 'react';
import { usePreferences } from '../../ui/preferences.ts';
import { ByHand } from './by-hand.tsx';
import { LiveScreen } from './live/live-screen.tsx';

/** The operator's home: pictures that one opens, or those that come by themselves. */
export function InspectScreen(): JSX.Element {
  const [{ live }] = usePreferences();
  return live ? <LiveScreen /> : <ByHand />;
}
