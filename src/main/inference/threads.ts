import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Threads for one operator: one a physical core, since two on one core share its arithmetic units;
 * never more than the process may use (affinity, a container's quota).
 */
export function threadsFor(wish: number | null): number {
  if (wish !== null) return Math.max(1, Math.floor(wish));
  return Math.max(1, Math.min(availableParallelism(), physicalCores() ?? availableParallelism()));
}

/** Linux tells; elsewhere null. */
function physicalCores(): number | null {
  if (process.platform !== 'linux') return null;
  try {
    return countCores(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    // Without /proc (a hardened container) the number of logical processors has to do.
    return null;
  }
}

/** Distinct pairs of socket and core in the text of /proc/cpuinfo; null where it has none (ARM). */
export function countCores(cpuinfo: string): number | null {
  const cores = new Set<string>();
  for (const processor of cpuinfo.split(/\n\s*\n/u)) {
    const core = /^core id\s*:\s*(\d+)/mu.exec(processor)?.[1];
    const socket = /^physical id\s*:\s*(\d+)/mu.exec(processor)?.[1] ?? '0';
    if (core !== undefined) cores.add(`${socket}:${core}`);
  }
  return cores.size === 0 ? null : cores.size;
}
