import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../shared/events.ts';
import { desktop } from '../ui/desktop.ts';

/**
 * On the desktop an alarm that is raised while nobody looks at the window is told by the system too,
 * once. What was raised in sight needs no second message.
 */
export function useAlarmNotices(alarms: readonly Alarm[]): void {
  const { t } = useTranslation('frame');
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const before = known.current;
    known.current = new Set(alarms.map(({ alarm }) => alarm));
    if (desktop === undefined || document.hasFocus()) return;
    for (const { alarm, severity, message } of alarms) {
      if (before.has(alarm)) continue;
      void desktop.notify(t(`alarm.severity.${severity}`), message);
    }
  }, [alarms, t]);
}
