import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { useKiosk } from '../ui/kiosk-mode.ts';
import { RAIL, type Screen } from './screens.ts';

/** The places in the rail: all, or in kiosk mode Inspect, and Review for who may decide there. */
export function useRail(): readonly Screen[] {
  const isKiosk = useKiosk();
  const { data: session } = useQuery(sessionQuery);
  if (!isKiosk) return RAIL;
  const mayDecide = session?.rights.includes('dispose') === true;
  return RAIL.filter(({ path }) => path === 'inspect' || (path === 'review' && mayDecide));
}
