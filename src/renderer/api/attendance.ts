/** So long after the last key or touch a request is still a person's, in milliseconds. */
const ATTENDED_MS = 30_000;

let lastInputMs = performance.now();

// Outside a page, as in tests, nothing can be touched.
const page = globalThis as Partial<EventTarget>;
for (const kind of ['pointerdown', 'keydown', 'wheel']) {
  page.addEventListener?.(
    kind,
    () => {
      lastInputMs = performance.now();
    },
    { capture: true, passive: true },
  );
}

/** Says so where the page asks by itself: that alone must not keep somebody signed in. */
export function withAttendance(init: RequestInit = {}): RequestInit {
  if (performance.now() - lastInputMs < ATTENDED_MS) return init;
  const headers = new Headers(init.headers);
  headers.set('pitchline-background', '1');
  return { ...init, headers };
}
