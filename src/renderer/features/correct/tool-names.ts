export const TOOLS = ['select', 'box', 'paint', 'cut'] as const;
export type ToolName = (typeof TOOLS)[number];

/** Of the brush, in picture pixels. */
export const LARGEST_RADIUS = 400;
