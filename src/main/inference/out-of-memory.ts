/**
 * How those who allocate in this process say that there is no more: C++, ONNX Runtime, V8 and its
 * WebAssembly, libvips, and glib, whose threads need a stack. A picture's or a model's own claim of a
 * senseless size is worded otherwise.
 */
const WORDS =
  /bad_?alloc|failed to allocate memory|allocation failed|could not allocate memory|unable to grow instance memory|out of memory -+ size|error creating thread/iu;

/**
 * Whether a failure, or what caused it, is only that memory ran out: then it says nothing about the
 * picture at hand, whatever the library at hand called it.
 */
export function isOutOfMemory(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (WORDS.test(at.message)) return true;
  return false;
}
