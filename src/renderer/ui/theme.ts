import { Button, createTheme } from '@mantine/core';
import classes from './theme.module.css';

/** Ten equal steps: Mantine wants a scale, our accent is one colour per theme and lives in tokens.css. */
const ACCENT = Array.from({ length: 10 }, () => 'var(--accent)') as unknown as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/**
 * Components only; colours and sizes come from tokens.css. The page keeps a style-src of 'self', so
 * nothing here may make Mantine write a <style> element.
 */
export const theme = createTheme({
  colors: { accent: ACCENT },
  primaryColor: 'accent',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      classNames: { root: classes.button ?? '', label: classes.label ?? '' },
      // Mantine takes white ink for granted; on the dark theme's light accent it cannot be read.
      vars: (_theme, { variant = 'filled' }) => ({
        root: variant === 'filled' ? { '--button-color': 'var(--accent-ink)' } : {},
      }),
    }),
  },
});
