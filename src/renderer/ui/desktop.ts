import type { DesktopBridge } from '../../shared/desktop-bridge.ts';

/** What the desktop adds to the page; undefined in a browser. */
export const desktop = (window as { readonly pitchline?: DesktopBridge }).pitchline;
