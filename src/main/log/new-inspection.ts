import type { Inspection } from '../../shared/domain.ts';
import type { InspectionSource, JudgingThresholds } from '../../shared/log.ts';
import type { PartIdentity } from '../../shared/part-identity.ts';

/** Everything that the log keeps of one judged picture. */
export interface NewInspection {
  /** UUIDv7 */
  readonly id: string;
  /** UTC with milliseconds */
  readonly at: string;
  /** Its detections go down to the floor. */
  readonly inspection: Inspection;
  /** Where the bytes lay. */
  readonly path: string;
  readonly source: InspectionSource;
  readonly part: PartIdentity | null;
  readonly recipe: { readonly id: string; readonly name: string; readonly revision: number };
  readonly thresholds: JudgingThresholds;
  readonly pictureBytes: number | null;
  /** Id of a person; null where nobody was signed in. */
  readonly person: string | null;
}
