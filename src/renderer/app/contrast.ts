import { useLayoutEffect } from 'react';
import { usePreferences } from '../ui/preferences.ts';

/** Puts on the page whether high contrast is wanted: chosen here, or asked for by the system. */
export function useContrast(): void {
  const [{ contrast }] = usePreferences();
  useLayoutEffect(() => {
    const system = window.matchMedia('(prefers-contrast: more)');
    const apply = (): void => {
      document.documentElement.toggleAttribute('data-high-contrast', contrast || system.matches);
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [contrast]);
}
