/** The rows that are drawn: from `first` to before `last`. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

/** Rows beyond the edges, so that a fast turn of the wheel shows no gap. */
const BESIDE = 8;

/** All lengths in CSS pixels. */
export function rowWindow(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
): RowWindow {
  const last = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + BESIDE);
  const first = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - BESIDE, last));
  return { first, last };
}

/** Where to scroll so that a row is wholly in sight, moving as little as possible. */
export function scrollToShow(
  index: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}
