/**
 * The station's answer holds everything from this score up, so that the slider needs no new answer.
 * Lower would cost time to measure and join what nobody would call a defect.
 */
export const CONFIDENCE_FLOOR = 0.1;

export const CONFIDENCE_CEILING = 0.95;

/** Until the station has said its own: the references' default. */
export const STANDARD_CONFIDENCE = 0.25;
