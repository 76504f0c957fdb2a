import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { InspectScreen } from '../features/inspect/inspect-screen.tsx';
import type { IconName } from '../ui/icons.tsx';

export interface Screen {
  /** The address behind `#/`, and the name under `screen.` in the translations. */
  readonly path: 'inspect' | 'history' | 'models' | 'settings';
  readonly icon: IconName;
  readonly component: ComponentType | LazyExoticComponent<ComponentType>;
}

/** What the rail shows, in its order; the place in the list is the number key. Screens register here. */
export const SCREENS: readonly Screen[] = [
  { path: 'inspect', icon: 'inspect', component: InspectScreen },
  {
    path: 'history',
    icon: 'history',
    component: lazy(() =>
      import('../features/history/history-screen.tsx').then((module) => ({
        default: module.HistoryScreen,
      })),
    ),
  },
  {
    path: 'models',
    icon: 'models',
    component: lazy(() =>
      import('../features/models/models-screen.tsx').then((module) => ({
        default: module.ModelsScreen,
      })),
    ),
  },
  {
    path: 'settings',
    icon: 'settings',
    component: lazy(() =>
      import('../features/settings/settings-screen.tsx').then((module) => ({
        default: module.SettingsScreen,
      })),
    ),
  },
];
