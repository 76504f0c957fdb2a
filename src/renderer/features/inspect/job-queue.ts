export interface Job {
  /** Jobs with the same key are one. */
  readonly key: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Called instead of `run`'s end when the job is cancelled, started or not. */
  readonly onCancel: () => void;
}

export interface JobQueue {
  /** Adds a job unless it is there; an urgent one starts at once, whatever else runs. */
  add(job: Job, urgent: boolean): void;
  cancelAll(): void;
}

interface Running {
  readonly job: Job;
  readonly abort: AbortController;
}

/** First in, first out, `lanes` at a time. `run` must settle by itself: a rejection is a bug and surfaces. */
export function createJobQueue(lanes: number): JobQueue {
  const waiting: Job[] = [];
  const running = new Map<string, Running>();

  const start = (job: Job): void => {
    const abort = new AbortController();
    running.set(job.key, { job, abort });
    job.run(abort.signal).finally(() => {
      if (running.get(job.key)?.abort === abort) running.delete(job.key);
      fill();
    });
  };
  const fill = (): void => {
    while (running.size < lanes) {
      const next = waiting.shift();
      if (next === undefined) return;
      start(next);
    }
  };

  return {
    add(job, urgent) {
      if (running.has(job.key)) return;
      const queued = waiting.findIndex(({ key }) => key === job.key);
      if (urgent) {
        if (queued >= 0) waiting.splice(queued, 1);
        start(job);
      } else if (queued < 0) {
        waiting.push(job);
        fill();
      }
    },
    cancelAll() {
      const stopped = [...waiting.splice(0)];
      for (const { job, abort } of running.values()) {
        abort.abort();
        stopped.push(job);
      }
      // A cancelled job may be asked for again before its request has ended.
      running.clear();
      for (const job of stopped) job.onCancel();
    },
  };
}
