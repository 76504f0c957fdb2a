import { useMantineColorScheme } from '@mantine/core';
import { usePreferences } from './preferences.ts';

export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme that was chosen in this browser; high contrast lies over the light or dark one. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [{ contrast }, prefer] = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (theme: Theme): void => {
    prefer({ contrast: theme === 'contrast' });
    if (theme !== 'contrast') setColorScheme(theme);
  };
  return [contrast ? 'contrast' : colorScheme, choose];
}
