import { useEffect, useRef, useState } from 'react';
import type { RequestProblem } from '../../api/problem.ts';

/** So long after the last key what was typed is saved, in milliseconds. */
const PAUSE_MS = 700;

export interface Draft {
  readonly text: string;
  readonly problem: RequestProblem | null;
  /** Something was typed that cannot be meant, like a number without digits. */
  readonly isInvalid: boolean;
  begin(): void;
  edit(text: string): void;
  finish(): void;
}

export interface DraftOptions<Value> {
  readonly saved: Value;
  readonly toText: (value: Value) => string;
  /** Undefined for what cannot be meant. */
  readonly parse: (text: string) => Value | undefined;
  /** @param before what stood there when the person began */
  readonly save: (value: Value, before: Value) => Promise<RequestProblem | null>;
}

/** What is typed into a setting: saved after a pause and on leaving, kept as typed while it is wrong. */
export function useDraft<Value>(options: DraftOptions<Value>): Draft {
  const { saved, toText, parse } = options;
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isInvalid, setIsInvalid] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const before = useRef(saved);
  const isInside = useRef(false);
  const latest = useRef({ options, typed });
  useEffect(() => {
    latest.current = { options, typed };
  });

  const keep = async (text: string): Promise<void> => {
    clearTimeout(timer.current);
    const value = parse(text);
    setIsInvalid(value === undefined);
    if (value === undefined) return;
    const now = latest.current.options;
    const isChange = toText(value) !== toText(now.saved);
    const found = isChange ? await now.save(value, before.current) : null;
    setProblem(found);
    if (found === null && !isInside.current) setTyped(null);
  };

  // What was typed last is not lost when one leaves the screen within the pause.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const { options: left, typed: text } = latest.current;
      const value = text === null ? undefined : left.parse(text);
      if (value !== undefined && left.toText(value) !== left.toText(left.saved)) {
        void left.save(value, before.current);
      }
    },
    [],
  );

  return {
    text: typed ?? toText(saved),
    problem,
    isInvalid,
    begin() {
      isInside.current = true;
      before.current = saved;
    },
    edit(text) {
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(text), PAUSE_MS);
    },
    finish() {
      isInside.current = false;
      if (typed !== null) void keep(typed);
    },
  };
}
