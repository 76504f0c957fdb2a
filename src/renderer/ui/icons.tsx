import type { JSX } from 'react';

const PATHS = {
  inspect: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14m5 12 5 5M11 8v6m-3-3h6',
  models: 'M12 3 3 8l9 5 9-5zM3 12l9 5 9-5M3 16l9 5 9-5',
  settings:
    'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  alarm: 'M12 3 2 20h20zm0 7v5m0 2.5v.01',
  open: 'M4 5h16v14H4zm0 11 5-5 4 4 3-3 4 4M15 9h.01',
  folder: 'M3 6h6l2 3h10v10H3z',
  clear: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5m11-5v5h-5',
  actual: 'M6 8l2-1v10m8-10 2-1v11m-6-7v.01m0 4v.01',
  boxes: 'M5 5h14v14H5z',
  masks: 'M6 15c-3-5 2-9 6-8s8 0 7 5-9 8-13 3z',
  labels: 'M4 6h10l6 6-6 6H4zm4 6h.01',
  compare: 'M4 5h7v14H4zm9 0h7v14h-7z',
  hold: 'M8 5v14m8-14v14',
  dark: 'M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8m0-5v2m0 14v2m9-9h-2M5 12H3m15.4-6.4L17 7M7 17l-1.4 1.4m12.8 0L17 17M7 7 5.6 5.6',
  keys: 'M3 6h18v12H3zm4 4h.01M11 10h.01M15 10h.01M8 14h8',
  again: 'M20 11a8 8 0 1 0-2 6m2-12v6h-6',
  queue: 'M4 5h16v11H9l-5 4zm8 2.5a2 2 0 0 1 1 3.7c-.6.4-1 .8-1 1.3m0 1.5v.01',
  statistics: 'M4 20h16M7 20v-7m5 7V5m5 15v-10',
  recipes: 'M6 3h12v18H6zm3 5h6m-6 4h6m-6 4h3',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21a8 8 0 0 1 16 0',
  lock: 'M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3m-4 4v2',
  history: 'M4 12a8 8 0 1 0 3-6.2M4 4v4h4m4-1v5l4 2',
  whole: 'M14 4h6v6m0-6-7 7M10 20H4v-6m0 6 7-7',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  pointer: 'M6 3l12 9-6 1-3 6z',
  brush: 'M14 4l6 6-8 5-3-3zM9 12c-3 0-4 2-4 4 0 2-1 3-2 3 4 2 9 1 9-4',
  eraser: 'M8 20h12M5 15l9-10 6 5-8 10H8z',
  undo: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 5l5 5-5 5m5-5H10a6 6 0 0 0 0 12h3',
  ok: 'M4 13l5.5 5.5L20 7',
  ng: 'M5 5l14 14M19 5 5 19',
  review: 'M8 8.5a4 4 0 1 1 6 3.4c-1.4.8-2 1.5-2 3.1m0 4v.01',
  error: 'M12 4v10m0 5v.01',
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
  /** Side in CSS pixels; without it the icon is as large as the text around it. */
  readonly size?: number;
  /** Of the 24-pixel drawing. */
  readonly stroke?: number;
}

/** Decoration beside a word; the word carries the meaning, so the icon is hidden from readers. */
export function Icon({ name, size, stroke = 2 }: IconProps): JSX.Element {
  return (
    <svg
      width={size ?? '1em'}
      height={size ?? '1em'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
