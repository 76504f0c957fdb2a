import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSettings } from '../../../shared/station-settings.ts';
import { contains } from './contains.ts';
import { Field, SettingRow } from './setting-row.tsx';
import { LINES, numberIn, orNothing, PLAIN, type Writing } from './values.ts';

interface SettingField<Value> {
  /** Under `label.` and `hint.` in the translations. */
  readonly name: FieldName;
  readonly path: readonly string[];
  readonly value: (settings: StationSettings) => Value;
  readonly writing: Writing<Value>;
  readonly unit?: 'px' | 'GB';
  /** What the empty field means. */
  readonly empty?: 'never';
  readonly lines?: number;
}

type FieldName =
  | 'stationName'
  | 'lineName'
  | 'dispositionReasons'
  | 'logFloor'
  | 'maxSide'
  | 'quality'
  | 'warnBytes'
  | 'stopBytes'
  | 'backupAt'
  | 'backupKept';

interface Shown {
  readonly key: string;
  readonly name: FieldName;
  readonly draw: (shown: FieldDrawing) => JSX.Element;
}

interface FieldDrawing {
  readonly settings: StationSettings;
  readonly disabled: boolean;
  readonly label: string;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly unit: (unit: 'px' | 'GB') => string;
  readonly empty: (empty: 'never') => string;
}

/** Hides the value's type, which only the field itself needs. */
function field<Value>(spec: SettingField<Value>): Shown {
  return {
    key: spec.path.join('.'),
    name: spec.name,
    draw: ({ settings, unit, empty, ...common }) => (
      <Field
        {...common}
        path={spec.path}
        value={spec.value(settings)}
        writing={spec.writing}
        {...(spec.unit === undefined ? {} : { unit: unit(spec.unit) })}
        {...(spec.empty === undefined ? {} : { placeholder: empty(spec.empty) })}
        {...(spec.lines === undefined ? {} : { lines: spec.lines })}
      />
    ),
  };
}

const GIGABYTE = 1e9;

const FIELDS = {
  station: [
    field({
      name: 'stationName',
      path: ['stationName'],
      value: ({ stationName }) => stationName,
      writing: PLAIN,
    }),
    field({
      name: 'lineName',
      path: ['lineName'],
      value: ({ lineName }) => lineName,
      writing: PLAIN,
    }),
    field({
      name: 'dispositionReasons',
      path: ['dispositionReasons'],
      value: ({ dispositionReasons }): readonly string[] => dispositionReasons,
      writing: LINES,
      lines: 6,
    }),
    field({
      name: 'logFloor',
      path: ['logFloor'],
      value: ({ logFloor }) => logFloor,
      writing: numberIn(),
    }),
  ],
  pictures: [
    field({
      name: 'maxSide',
      path: ['evidence', 'maxSide'],
      value: ({ evidence }) => evidence.maxSide,
      writing: numberIn(),
      unit: 'px',
    }),
    field({
      name: 'quality',
      path: ['evidence', 'quality'],
      value: ({ evidence }) => evidence.quality,
      writing: numberIn(),
    }),
    field({
      name: 'warnBytes',
      path: ['freeSpace', 'warnBytes'],
      value: ({ freeSpace }) => freeSpace.warnBytes,
      writing: numberIn(GIGABYTE),
      unit: 'GB',
    }),
    field({
      name: 'stopBytes',
      path: ['freeSpace', 'stopBytes'],
      value: ({ freeSpace }) => freeSpace.stopBytes,
      writing: numberIn(GIGABYTE),
      unit: 'GB',
    }),
  ],
  backup: [
    field({
      name: 'backupAt',
      path: ['backup', 'at'],
      value: ({ backup }) => backup.at,
      writing: orNothing(PLAIN),
      empty: 'never',
    }),
    field({
      name: 'backupKept',
      path: ['backup', 'kept'],
      value: ({ backup }) => backup.kept,
      writing: numberIn(),
    }),
  ],
} as const satisfies Record<string, readonly Shown[]>;

export interface SettingListProps {
  readonly settings: StationSettings;
  readonly sought: string;
  readonly disabled: boolean;
}

export type ListedTopic = keyof typeof FIELDS;

/** The settings of a topic, or those of them in which what is sought stands. */
export function SettingList(
  props: SettingListProps & { readonly topic: ListedTopic },
): JSX.Element {
  const { settings, sought, disabled, topic } = props;
  const { t } = useTranslation('settings');
  return (
    <>
      {FIELDS[topic]
        .map((shown) => ({ ...shown, label: t(`label.${shown.name}`) }))
        .filter(({ name, label }) => contains(`${label} ${t(`hint.${name}`)}`, sought))
        .map(({ key, name, label, draw }) => (
          <SettingRow key={key} label={label} hint={t(`hint.${name}`)}>
            {(ids) =>
              draw({
                settings,
                disabled,
                label,
                labelledBy: ids.label,
                describedBy: ids.hint,
                unit: (unit) => t(`unit.${unit}`),
                empty: (empty) => t(`empty.${empty}`),
              })
            }
          </SettingRow>
        ))}
    </>
  );
}

/** The names of a topic's settings. */
export function fieldsOf(topic: ListedTopic): readonly FieldName[] {
  return FIELDS[topic].map(({ name }) => name);
}
