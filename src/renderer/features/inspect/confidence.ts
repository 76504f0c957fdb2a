/** The station keeps and answers detections from this score up, unless its settings say otherwise. */
export const CONFIDENCE_FLOOR = 0.1;

export const CONFIDENCE_CEILING = 0.95;

/** Until the station has said its own: the references' default. */
export const STANDARD_CONFIDENCE = 0.25;
