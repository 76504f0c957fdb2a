import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect } from 'react';
import { firstPicturesQuery } from '../../../api/first-steps.ts';
import { foldersQuery } from '../../../api/folders.ts';
import { settingsQuery } from '../../../api/settings.ts';
import { useKiosk } from '../../../ui/kiosk-mode.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import { Guide } from './guide.tsx';
import { isEmpty } from './steps.ts';

/** The guide of the first steps, where it is wanted. */
export function FirstSteps(): JSX.Element | null {
  const [{ firstSteps }] = usePreferences();
  const isKiosk = useKiosk();
  if (isKiosk || firstSteps === 'closed') return null;
  return firstSteps === 'open' ? <Guide /> : <Begin />;
}

/** Opens the guide on a station that is empty and whose people have not put it away. */
function Begin(): null {
  const [, prefer] = usePreferences();
  const { data: settings } = useQuery(settingsQuery);
  const isWanted = settings?.firstSteps === 'open';
  const { data: list } = useQuery({ ...foldersQuery, enabled: isWanted });
  const { data: pictures } = useQuery({ ...firstPicturesQuery, enabled: isWanted });
  const begins =
    isWanted && list !== undefined && pictures !== undefined && isEmpty(pictures, list.folders);
  useEffect(() => {
    // From here on it stays open, however full the station becomes.
    if (begins) prefer({ firstSteps: 'open' });
  }, [begins, prefer]);
  return null;
}
