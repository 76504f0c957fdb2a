import { Loader, useMantineColorScheme } from '@mantine/core';
import { type JSX, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readToken } from '../tokens.ts';
import { useBitmap } from './bitmaps.ts';
import { drawScene, type Layers } from './draw.ts';
import classes from './picture-viewer.module.css';
import { type Shape, shapeAt } from './shapes.ts';
import type { StageTool } from './stage-tool.ts';
import { useStageInput } from './use-stage-input.ts';
import { fitScale, type Point, place, type Size, toPicture } from './view.ts';
import type { ViewStore } from './view-store.ts';

/** Longest side of the copy that is shown until one comes closer. */
const COPY_SIDE = 2048;
/** The address of the copy, which a screen may load ahead of time. */
export function copyOf(url: string): string {
  return `${url}?max=${COPY_SIDE}`;
}

/** How far beside a detection a pointer still means it, in CSS pixels. */
const REACH = 6;

export interface PictureViewerProps {
  readonly name: string;
  /** The station's address of the picture. */
  readonly url: string;
  /** In picture pixels; null until the station has measured it. */
  readonly size: Size | null;
  readonly view: ViewStore;
  readonly shapes: readonly Shape[];
  readonly layers: Layers;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly onHover: (index: number | null) => void;
  readonly onSelect: (index: number | null) => void;
  /** What a press does; without it the picture is moved. */
  readonly tool?: StageTool | undefined;
  readonly onStage?: (geometry: { readonly picture: Size; readonly stage: Size }) => void;
}

/**
 * The picture with its detections, on one canvas, so that they can never come apart. A scaled copy
 * is shown at once; the full picture is fetched when one comes closer than the copy's pixels.
 */
export function PictureViewer(props: PictureViewerProps): JSX.Element {
  const { name, url, view, shapes, layers, hovered, selected, onHover, onSelect, onStage } = props;
  const { tool } = props;
  const { t } = useTranslation('viewer');
  const { colorScheme } = useMantineColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [stage, setStage] = useState<Size>({ width: 0, height: 0 });
  const [close, setClose] = useState(false);

  const copy = useBitmap(copyOf(url));
  const copyBitmap = copy.step === 'ready' ? copy.bitmap : null;
  const { width: knownWidth, height: knownHeight } = props.size ?? copyBitmap ?? {};
  const picture = useMemo<Size | null>(
    () =>
      knownWidth === undefined || knownHeight === undefined
        ? null
        : { width: knownWidth, height: knownHeight },
    [knownWidth, knownHeight],
  );
  const isCopySmaller = picture !== null && Math.max(picture.width, picture.height) > COPY_SIDE;
  const full = useBitmap(isCopySmaller && close ? url : null);
  const bitmap = full.step === 'ready' ? full.bitmap : copyBitmap;

  useEffect(() => {
    if (picture !== null && stage.width > 0) onStage?.({ picture, stage });
  }, [picture, stage, onStage]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setStage({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const paint = useCallback(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (context === null || context === undefined || stage.width === 0) return;
    const pixelRatio = window.devicePixelRatio;
    const size = picture ?? stage;
    const placement = place(view.get(), size, stage);
    drawScene(context, {
      stage,
      pixelRatio,
      placement,
      picture: size,
      bitmap,
      // A drawing over nothing would say where a defect is on a picture that nobody sees.
      shapes: bitmap === null ? [] : shapes,
      layers,
      hovered,
      selected,
      background: readToken('stage'),
      font: readToken('font'),
    });
    tool?.draw(context, placement);
  }, [stage, view, picture, bitmap, shapes, layers, hovered, selected, tool]);

  // colorScheme is no input of paint, but the tokens that it reads change with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const width = Math.round(stage.width * window.devicePixelRatio);
    const height = Math.round(stage.height * window.devicePixelRatio);
    // Setting a canvas's size, even to what it is, throws its pixels away.
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    paint();
  }, [stage, paint, colorScheme]);

  useEffect(() => {
    let frame = 0;
    const onView = (): void => {
      if (frame === 0) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          paint();
        });
      }
      if (picture !== null && stage.width > 0) {
        const shown = fitScale(picture, stage) * view.get().zoom * window.devicePixelRatio;
        setClose(shown > COPY_SIDE / Math.max(picture.width, picture.height));
      }
    };
    onView();
    const unsubscribe = view.subscribe(onView);
    const stopTool = tool?.subscribe(onView);
    return () => {
      unsubscribe();
      stopTool?.();
      cancelAnimationFrame(frame);
    };
  }, [view, paint, picture, stage, tool]);

  const placeOf = useCallback(
    (point: Point): Point => toPicture(point, place(view.get(), picture ?? stage, stage)),
    [picture, view, stage],
  );
  const find = useCallback(
    (point: Point): number | null => {
      if (picture === null) return null;
      const { x, y } = placeOf(point);
      const { scale } = place(view.get(), picture, stage);
      return shapeAt(shapes, x, y, REACH / scale)?.index ?? null;
    },
    [picture, view, stage, shapes, placeOf],
  );
  useStageInput({
    canvas,
    store: view,
    picture,
    onHover: (point) => {
      if (tool === undefined) onHover(point === null ? null : find(point));
      else tool.hover(point === null ? null : placeOf(point));
    },
    onPick: (point) => onSelect(find(point)),
    drag: tool && {
      begin: (point) => tool.begin(placeOf(point)),
      move: (point) => tool.move(placeOf(point)),
      end: () => tool.end(),
      cancel: () => tool.cancel(),
    },
  });

  return (
    <div className={classes.stage}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={`${t('stage', { name })}. ${t('drawn', { count: shapes.length })}`}
        data-hovered={hovered ?? undefined}
        data-tool={tool !== undefined || undefined}
        data-resolution={full.step === 'ready' ? 'full' : 'copy'}
      />
      {copy.step === 'loading' && (
        <div className={classes.note} role="status">
          <Loader size="sm" aria-hidden="true" /> {t('loading')}
        </div>
      )}
      {copy.step === 'failed' && (
        <div className={classes.note} role="status">
          {t('unavailable')}
        </div>
      )}
    </div>
  );
}
