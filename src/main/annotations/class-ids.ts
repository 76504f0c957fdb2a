/**
 * Numbers for class names, from 0 and without gaps: those of the models first, in the order that the
 * models have them, so that an export of one model's pictures has that model's own numbers.
 */
export class ClassIds {
  readonly #ids = new Map<string, number>();

  /** @param names classes of a model, in its order */
  know(names: readonly string[]): void {
    for (const name of names) this.idOf(name);
  }

  idOf(name: string): number {
    const id = this.#ids.get(name) ?? this.#ids.size;
    this.#ids.set(name, id);
    return id;
  }

  /** In the order of their numbers. */
  get names(): readonly string[] {
    return [...this.#ids.keys()];
  }
}
