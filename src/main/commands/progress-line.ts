export interface ProgressLine {
  show(text: string): void;
  end(): void;
}

const EVERY_MS = 100;

/** One line of a terminal that is written over again and again; nothing where there is no terminal. */
export function progressLine(): ProgressLine {
  let last = Number.NEGATIVE_INFINITY;
  const isShown = process.stderr.isTTY;
  return {
    show: (text) => {
      if (!isShown || performance.now() - last < EVERY_MS) return;
      last = performance.now();
      process.stderr.write(`\r${text}\u001b[K`);
    },
    end: () => {
      if (isShown) process.stderr.write('\r\u001b[K');
    },
  };
}
