export { measure, measureBox } from './measure.ts';
