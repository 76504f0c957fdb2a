import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make the tests that start processes slower.
    maxWorkers: 2,
    reporters: ['default', './tests/support/skip-reporter.ts'],
  },
});
