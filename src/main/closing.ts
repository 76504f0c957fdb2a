/**
 * What has to be ended, in the opposite order of its beginning. As `AsyncDisposableStack`, which
 * Node 22 does not have.
 */
export class Closing {
  #tasks: (() => void | Promise<void>)[] = [];

  /** Register directly after the beginning, so that what fails after it leaves nothing open. */
  defer(task: () => void | Promise<void>): void {
    this.#tasks.push(task);
  }

  /** Ends all of it, once; what fails does not keep the others from ending. @throws the first failure */
  async close(): Promise<void> {
    const tasks = this.#tasks.reverse();
    this.#tasks = [];
    const failures: unknown[] = [];
    for (const task of tasks) {
      try {
        await task();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
