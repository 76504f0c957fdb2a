import frame from './frame.json';
import history from './history.json';
import inspect from './inspect.json';
import live from './live.json';
import models from './models.json';
import settings from './settings.json';
import viewer from './viewer.json';

export const english = { frame, history, inspect, live, models, settings, viewer } as const;
