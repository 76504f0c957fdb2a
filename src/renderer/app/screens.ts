import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { InspectScreen } from '../features/inspect/inspect-screen.tsx';
import type { IconName } from '../ui/icons.tsx';

export interface Screen {
  /** The address behind `#/`, and the name under `screen.` in the translations. */
  readonly path:
    | 'inspect'
    | 'review'
    | 'correct'
    | 'history'
    | 'statistics'
    | 'recipes'
    | 'models'
    | 'settings';
  readonly icon: IconName;
  /** A screen without a place of its own in the rail lights up the place of this one. */
  readonly under?: Screen['path'];
  /** About one thing that the address names: no place to go to by itself. */
  readonly isDetail?: true;
  readonly component: ComponentType | LazyExoticComponent<ComponentType>;
}

/** Screens register here, in the order of the rail. */
export const SCREENS: readonly Screen[] = [
  { path: 'inspect', icon: 'inspect', component: InspectScreen },
  {
    path: 'review',
    icon: 'queue',
    component: lazy(() =>
      import('../features/review/review-screen.tsx').then((module) => ({
        default: module.ReviewScreen,
      })),
    ),
  },
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
    path: 'correct',
    icon: 'brush',
    under: 'history',
    isDetail: true,
    component: lazy(() =>
      import('../features/correct/correct-screen.tsx').then((module) => ({
        default: module.CorrectScreen,
      })),
    ),
  },
  {
    path: 'statistics',
    icon: 'statistics',
    component: lazy(() =>
      import('../features/statistics/statistics-screen.tsx').then((module) => ({
        default: module.StatisticsScreen,
      })),
    ),
  },
  {
    path: 'recipes',
    icon: 'recipes',
    component: lazy(() =>
      import('../features/recipes/recipes-screen.tsx').then((module) => ({
        default: module.RecipesScreen,
      })),
    ),
  },
  {
    path: 'models',
    icon: 'models',
    under: 'recipes',
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

/** What the rail shows; the place in the list is the number key. */
export const RAIL: readonly Screen[] = SCREENS.filter(({ under }) => under === undefined);
