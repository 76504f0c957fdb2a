import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../preferences.ts';
import { ToolButton } from '../tool-button.tsx';

const LAYERS = ['boxes', 'masks', 'labels'] as const;

/** What is drawn over a picture, each shown or hidden; the same on every screen. */
export function LayerButtons(): JSX.Element {
  const { t } = useTranslation('viewer');
  const [shown, prefer] = usePreferences();
  return (
    <>
      {LAYERS.map((layer) => (
        <ToolButton
          key={layer}
          icon={layer}
          label={t(layer)}
          pressed={shown[layer]}
          onClick={() => prefer({ [layer]: !shown[layer] })}
        />
      ))}
    </>
  );
}
