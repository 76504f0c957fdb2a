export * from '../durable.ts';
