import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detection } from '../../../../shared/domain.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import { PictureViewer } from '../../../ui/viewer/picture-viewer.tsx';
import { toShape } from '../../../ui/viewer/shapes.ts';
import { useLayers } from '../../../ui/viewer/use-shapes.ts';
import type { StageGeometry } from '../../../ui/viewer/use-stage-actions.ts';
import { createViewStore } from '../../../ui/viewer/view-store.ts';
import { useForm } from '../form/form-context.ts';
import type { Content } from './kept-content.ts';
import classes from './preview.module.css';
import { RegionOverlay } from './region-overlay.tsx';

export interface PreviewPictureProps {
  readonly name: string;
  readonly url: string;
  readonly content: Content | null;
  readonly shown: readonly { readonly detection: Detection; readonly index: number }[];
}

/** The picture with what the recipe looks at, and its regions, which the mouse draws. */
export function PreviewPicture({ name, url, content, shown }: PreviewPictureProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const { drawing } = useForm();
  const formats = useFormats();
  const view = useMemo(createViewStore, []);
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const layers = useLayers();
  const width = content?.width;
  const height = content?.height;
  const size = useMemo(
    () => (width === undefined || height === undefined ? null : { width, height }),
    [width, height],
  );
  const shapes = useMemo(
    () =>
      shown.map(({ detection, index }) =>
        toShape(detection, index, `${detection.className} ${formats.score(detection.score)}`),
      ),
    [shown, formats],
  );
  return (
    <div className={classes.picture}>
      <PictureViewer
        key={url}
        name={name}
        url={url}
        size={size}
        view={view}
        shapes={shapes}
        layers={layers}
        hovered={hovered}
        selected={selected}
        onHover={setHovered}
        onSelect={setSelected}
        onStage={setGeometry}
      />
      {geometry !== null && <RegionOverlay view={view} geometry={geometry} />}
      {drawing !== null && <p className={classes.drawHint}>{t(`drawing.${drawing}`)}</p>}
    </div>
  );
}
