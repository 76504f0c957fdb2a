export { cropPicture } from './crop.ts';
export { joinTiles } from './join.ts';
export { tileRects } from './tile-rects.ts';
