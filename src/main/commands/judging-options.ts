import { InvalidArgumentError } from 'commander';
import { parseTile } from '../inspection/tile-option.ts';

/** A number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return value;
}

/** Checked here and read later: commander takes a null from here for an empty text. */
export function tile(text: string): string {
  try {
    parseTile(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
