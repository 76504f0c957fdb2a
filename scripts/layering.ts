import type { ICruiseOptions, IFlattenedRuleSet } from 'dependency-cruiser';

/**
 * The layering of the house: imports run downwards only. Entries (desktop, cli) use the station,
 * the station uses the features, features use vision and log, everything may use shared.
 */
type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

const only = (name: string, allowed: string, target: string): Rule => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: allowed },
  to: { path: target },
});

const never = (name: string, from: string, to: string): Rule => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

const ENTRIES = '^src/main/(desktop|cli|headless|station)\\.ts$';
const FEATURES =
  '^src/main/(inspection|watch|models|reports|outbox|pictures|evidence|inference|people|events|evaluate)/';

export const RULES: IFlattenedRuleSet = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?worker|\\.css$' },
    },
    only(
      'only-desktop-imports-electron',
      '^src/(main/electron/|main/desktop\\.ts|preload/)',
      '^(node_modules/)?electron(/|$)',
    ),
    only('only-inference-imports-onnxruntime', '^src/main/inference/', 'node_modules/onnxruntime'),
    only('only-log-imports-sqlite', '^src/main/log/', 'node_modules/better-sqlite3'),
    only(
      'only-decode-and-overlay-import-sharp',
      '^src/main/(vision/(decode|overlay)|inference)/',
      'node_modules/sharp',
    ),
    never('shared-imports-nothing-above', '^src/shared/', '^src/(main|preload|renderer)/'),
    {
      name: 'shared-is-free-of-node',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core'] },
    },
    never('renderer-stays-in-the-page', '^src/renderer/', '^src/(main|preload)/'),
    {
      name: 'renderer-is-free-of-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    never(
      'vision-is-at-the-bottom',
      '^src/main/(vision|log)/',
      `${FEATURES}|^src/main/(api|commands|electron)/|${ENTRIES}`,
    ),
    never(
      'features-do-not-know-the-api',
      FEATURES,
      `^src/main/(api|commands|electron)/|${ENTRIES}`,
    ),
    never(
      'api-does-not-know-its-hosts',
      '^src/main/api/',
      `^src/main/(commands|electron)/|${ENTRIES}`,
    ),
    {
      name: 'no-screen-imports-another',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    never('ui-does-not-know-screens', '^src/renderer/ui/', '^src/renderer/(features|app)/'),
  ],
};

export const OPTIONS: ICruiseOptions = {
  // TypeScript 7 has no JavaScript API that dependency-cruiser could use; swc parses instead.
  parser: 'swc',
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: {
    extensions: ['.ts', '.tsx', '.js', '.mjs'],
    exportsFields: ['exports'],
    conditionNames: ['import', 'types', 'default'],
  },
  tsPreCompilationDeps: true,
};
