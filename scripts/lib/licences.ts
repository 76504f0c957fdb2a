import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Licences } from '../../src/shared/licences.ts';

type Package = Licences['packages'][number];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const TEXT = /^(licen[cs]e|copying)([.-].*)?$/i;

/**
 * The licences of what the product is made of, as each package's own metadata says: what it needs
 * when it runs, with all that those need, and what was built into its page.
 *
 * @param root with package.json and node_modules
 * @param modules files that were built in
 */
export function licencesOf(root: string, modules: Iterable<string>): Licences {
  const folders = new Set<string>();
  const follow = (from: string, names: Iterable<string>): void => {
    for (const name of names) {
      const folder = installed(from, name);
      // Not there on this platform: then it is not part of what is built on it either.
      if (folder === null || folders.has(folder)) continue;
      folders.add(folder);
      const { dependencies, optionalDependencies } = manifestOf(folder);
      // A package's binaries for a platform are optional ones.
      follow(folder, Object.keys({ ...dependencies, ...optionalDependencies }));
    }
  };
  follow(root, Object.keys(manifestOf(root).dependencies ?? {}));
  for (const file of modules) {
    const folder = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1];
    if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder);
  }
  const packages = new Map<string, Package>();
  for (const folder of folders) {
    const found = packageOf(folder);
    packages.set(`${found.name}@${found.version}`, found);
  }
  const sorted = [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { packages: sorted };
}

/** As Node finds it: in the nearest node_modules upwards. */
function installed(from: string, name: string): string | null {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(from);
  return above === from ? null : installed(above, name);
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** @throws Error for a package that does not say its licence: somebody has to look at it */
function packageOf(folder: string): Package {
  const { name, version, license } = manifestOf(folder);
  if (typeof license !== 'string' || license === '') {
    throw new Error(`The package ${name} says no licence in its package.json.`);
  }
  const file = readdirSync(folder).find((candidate) => TEXT.test(candidate));
  const text = file === undefined ? null : readFileSync(join(folder, file), 'utf8');
  return { name, version, licence: license, text };
}
