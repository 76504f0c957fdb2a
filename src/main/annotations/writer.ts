import type { AnnotatedPicture } from './annotated.ts';

/** Writes labels in one format, a picture after the other. */
export interface AnnotationWriter {
  /** @param fileName of the picture, as a label file names it */
  add(picture: AnnotatedPicture, fileName: string): Promise<void>;
  finish(): Promise<void>;
  /** Lets go of its files, finished or not. */
  close(): Promise<void>;
}
