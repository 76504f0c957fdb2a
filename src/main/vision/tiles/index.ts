export { cropPicture } from './crop.ts';
export { joinTiles, type TilePart } from './join.ts';
export { tileRects } from './tile-rects.ts';
