import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { useFormats } from '../../ui/use-formats.ts';

/** How a version cuts a picture, in words. */
export function Tiles({
  model: { tiling },
}: {
  readonly model: Pick<ModelVersion, 'tiling'>;
}): JSX.Element {
  const { t } = useTranslation('models');
  const formats = useFormats();
  if (tiling === null) return <>{t('tilesOff')}</>;
  const { size, overlap } = tiling;
  const side =
    'pixels' in size
      ? t('tilesPixels', { pixels: size.pixels })
      : t('tilesShare', { share: formats.percent(size.share) });
  return (
    <>
      {side}, {t('tilesOverlap', { overlap: formats.percent(overlap) })}
    </>
  );
}
