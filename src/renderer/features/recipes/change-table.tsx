import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeChange } from '../../../shared/recipes/revision.ts';
import { localeOf } from '../../i18n/languages.ts';
import { kindOf, pathInWords, valueInWords } from './diff-words.ts';
import { numberText } from './number-text.ts';
import classes from './recipes-screen.module.css';

export interface ChangeTableProps {
  readonly caption: string;
  readonly changes: readonly RecipeChange[];
}

/** What changed, field by field, in words. */
export function ChangeTable({ caption, changes }: ChangeTableProps): JSX.Element {
  const { t, i18n } = useTranslation('recipes');
  const locale = localeOf(i18n.language, navigator.languages);
  const word = (field: string): string | undefined =>
    i18n.exists(`recipes:word.${field}`) ? t(`word.${field}` as 'word.rules') : undefined;
  const words = {
    word,
    number: (value: number): string => numberText(value, locale),
    corners: (count: number): string => t('region.points', { count }),
  };
  return (
    <table className={classes.changes}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {(['field', 'before', 'after'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`diff.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path} data-change={kindOf(change)}>
            <th scope="row" title={change.path}>
              {pathInWords(change.path, word)}
            </th>
            <td>{valueInWords(change.before, words) ?? t('diff.nothing')}</td>
            <td>{valueInWords(change.after, words) ?? t('diff.nothing')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
