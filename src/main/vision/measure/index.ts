export { type Measures, measure, measureBox } from './measure.ts';
