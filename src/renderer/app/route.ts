import { goToAddress, useAddress } from '../ui/address.ts';

/** The screen that the address names. */
export function useRoute(): string {
  return useAddress().path;
}

export function goTo(path: string): void {
  goToAddress({ path, query: new URLSearchParams() });
}
