import { type RefObject, useEffect, useRef } from 'react';
import { type Point, panBy, type Size, zoomAt } from './view.ts';
import type { ViewStore } from './view-store.ts';

export interface StageInput {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly store: ViewStore;
  readonly picture: Size | null;
  readonly onHover: (point: Point | null) => void;
  readonly onPick: (point: Point) => void;
  /** Takes the drags of one pointer, in stage pixels; without it they move the picture. */
  readonly drag?: StageDrag | undefined;
}

interface StageDrag {
  /** @returns whether this press is its own */
  begin(point: Point): boolean;
  move(point: Point): void;
  end(): void;
  cancel(): void;
}

/** A press that moves less than this, in CSS pixels, is a click. */
const CLICK_SLACK = 4;

/** Wheel zooms at the pointer, one pointer drags, two pinch, a double click comes closer. */
export function useStageInput(input: StageInput): void {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { canvas: canvasRef } = input;

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    const pressed = new Map<number, Point>();
    let travelled = 0;
    /** Has the press; null: it moves the picture. */
    let dragging: StageDrag | null = null;

    const at = (event: MouseEvent): Point => {
      const frame = canvas.getBoundingClientRect();
      return { x: event.clientX - frame.left, y: event.clientY - frame.top };
    };
    const stage = (): Size => ({ width: canvas.clientWidth, height: canvas.clientHeight });
    const zoom = (factor: number, anchor: Point): void => {
      const { store, picture } = latest.current;
      if (picture !== null) store.set(zoomAt(store.get(), factor, anchor, picture, stage()));
    };
    const pan = (dx: number, dy: number): void => {
      const { store, picture } = latest.current;
      if (picture !== null) store.set(panBy(store.get(), dx, dy, picture, stage()));
    };

    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      // Lines and pages of old mice as pixels.
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 32;
      const step = Math.max(-200, Math.min(200, event.deltaY * unit));
      zoom(Math.exp(-step / (event.ctrlKey ? 100 : 400)), at(event));
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0 && event.button !== 1) return;
      canvas.setPointerCapture(event.pointerId);
      if (pressed.size === 0) travelled = 0;
      pressed.set(event.pointerId, at(event));
      // A second finger means to zoom.
      dragging?.cancel();
      const { drag } = latest.current;
      const isDrag = pressed.size === 1 && event.button === 0 && drag?.begin(at(event)) === true;
      dragging = isDrag ? (drag ?? null) : null;
    };
    const onMove = (event: PointerEvent): void => {
      const now = at(event);
      const before = pressed.get(event.pointerId);
      if (before === undefined) {
        latest.current.onHover(now);
        return;
      }
      if (dragging !== null) {
        // All places since the last frame: a fast stroke stays round.
        const passed = event.getCoalescedEvents();
        for (const each of passed.length > 0 ? passed : [event]) dragging.move(at(each));
        pressed.set(event.pointerId, now);
        return;
      }
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) {
        const was = Math.hypot(before.x - other.x, before.y - other.y);
        const is = Math.hypot(now.x - other.x, now.y - other.y);
        const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
        pan((now.x - before.x) / 2, (now.y - before.y) / 2);
        if (was > 0) zoom(is / was, middle);
      } else if (travelled > CLICK_SLACK) {
        pan(now.x - before.x, now.y - before.y);
      }
      pressed.set(event.pointerId, now);
    };
    const onUp = (event: PointerEvent): void => {
      const wasPressed = pressed.delete(event.pointerId);
      if (wasPressed && dragging !== null) {
        if (event.type === 'pointerup') dragging.end();
        else dragging.cancel();
        dragging = null;
        return;
      }
      if (wasPressed && event.type === 'pointerup' && travelled <= CLICK_SLACK) {
        latest.current.onPick(at(event));
      }
    };
    const onLeave = (): void => latest.current.onHover(null);
    const onDoubleClick = (event: MouseEvent): void => {
      // Two quick strokes are no wish to come closer.
      if (latest.current.drag === undefined) zoom(2.5, at(event));
    };

    canvas.addEventListener('wheel', onWheel, { passive: false });
    canvas.addEventListener('pointerdown', onDown);
    canvas.addEventListener('pointermove', onMove);
    canvas.addEventListener('pointerup', onUp);
    canvas.addEventListener('pointercancel', onUp);
    canvas.addEventListener('pointerleave', onLeave);
    canvas.addEventListener('dblclick', onDoubleClick);
    return () => {
      canvas.removeEventListener('wheel', onWheel);
      canvas.removeEventListener('pointerdown', onDown);
      canvas.removeEventListener('pointermove', onMove);
      canvas.removeEventListener('pointerup', onUp);
      canvas.removeEventListener('pointercancel', onUp);
      canvas.removeEventListener('pointerleave', onLeave);
      canvas.removeEventListener('dblclick', onDoubleClick);
    };
  }, [canvasRef]);
}
