import { goToAddress } from './address.ts';
import { writePreferences } from './preferences.ts';

/** Shows the guide of the first steps again, whatever has been done of them. */
export function openFirstSteps(): void {
  writePreferences({ firstSteps: 'open' });
  goToAddress({ path: 'inspect', query: new URLSearchParams() });
}
