import type { english } from './en/index.ts';
import type { DEFAULT_NAMESPACE } from './index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: typeof DEFAULT_NAMESPACE;
    resources: typeof english;
  }
}
