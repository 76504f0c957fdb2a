import correct from './correct.json';
import firstSteps from './firstSteps.json';
import frame from './frame.json';
import history from './history.json';
import inspect from './inspect.json';
import kiosk from './kiosk.json';
import live from './live.json';
import models from './models.json';
import palette from './palette.json';
import people from './people.json';
import recipes from './recipes.json';
import review from './review.json';
import settings from './settings.json';
import statistics from './statistics.json';
import viewer from './viewer.json';

export const english = {
  correct,
  firstSteps,
  frame,
  history,
  inspect,
  kiosk,
  live,
  models,
  palette,
  people,
  recipes,
  review,
  settings,
  statistics,
  viewer,
} as const;
