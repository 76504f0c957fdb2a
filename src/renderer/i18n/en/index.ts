import frame from './frame.json';
import inspect from './inspect.json';
import models from './models.json';
import viewer from './viewer.json';

export const english = { frame, inspect, models, viewer } as const;
