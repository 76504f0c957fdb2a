import { once } from 'node:events';
import { systemCode } from '../errno.ts';

export interface PacedOutput {
  /** Waits where the reader is slower; false once nobody reads any more (`| head`). */
  write(line: string): Promise<boolean>;
  close(): void;
}

/** Standard output for lists of any length: neither more in memory than a line, nor a crash when its reader leaves. */
export function pacedOutput(stream: NodeJS.WriteStream = process.stdout): PacedOutput {
  let gone = false;
  const onError = (error: Error): void => {
    if (systemCode(error) !== 'EPIPE') throw error;
    gone = true;
  };
  stream.on('error', onError);
  return {
    write: async (line) => {
      if (!gone && !stream.write(`${line}\n`)) {
        await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(onError);
      }
      return !gone;
    },
    close: () => {
      // A write that failed may still be told about after the last line.
      if (!gone) stream.off('error', onError);
    },
  };
}
