/** How a setting is written in a field, and read from it again; undefined for what cannot be meant. */
export interface Writing<Value> {
  toText(value: Value): string;
  parse(text: string): Value | undefined;
}

export const PLAIN: Writing<string> = { toText: (value) => value, parse: (text) => text.trim() };

/**
 * @param scale what one of the field's unit is in the setting's unit, as 1e9 for GB of bytes
 */
export function numberIn(scale = 1): Writing<number> {
  return {
    toText: (value) => String(Number((value / scale).toPrecision(12))),
    parse: (text) => {
      const value = readNumber(text);
      if (value === undefined) return undefined;
      return scale === 1 ? value : Math.round(value * scale);
    },
  };
}

/** The empty field is null: without a limit, or never. */
export function orNothing<Value>({ toText, parse }: Writing<Value>): Writing<Value | null> {
  return {
    toText: (value) => (value === null ? '' : toText(value)),
    parse: (text) => (text.trim() === '' ? null : parse(text)),
  };
}

/** One a line. */
export const LINES: Writing<readonly string[]> = {
  toText: (values) => values.join('\n'),
  parse: (text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
};

/** Both signs that people write before decimals; nothing else that a number could be read from. */
function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
