import frame from './frame.json';
import inspect from './inspect.json';
import models from './models.json';
import settings from './settings.json';
import viewer from './viewer.json';

export const english = { frame, inspect, models, settings, viewer } as const;
