import { useTranslation } from 'react-i18next';
import { contains } from './contains.ts';
import { fieldsOf, type ListedTopic } from './setting-list.tsx';
import { TOPICS, type TopicName } from './topic.tsx';

export interface Found {
  readonly topic: TopicName;
  /** What of the topic is shown: empty for all, where the topic itself speaks of what is sought. */
  readonly within: string;
}

/** The topics that speak of what is sought, by themselves or by one of their settings. */
export function useFound(sought: string): readonly Found[] {
  const { t } = useTranslation('settings');
  return TOPICS.flatMap((topic) => {
    if (contains(`${t(`topic.${topic}`)} ${t(`terms.${topic}`)}`, sought)) {
      return [{ topic, within: '' }];
    }
    const isInside =
      isListed(topic) &&
      fieldsOf(topic).some((name) =>
        contains(`${t(`label.${name}`)} ${t(`hint.${name}`)}`, sought),
      );
    return isInside ? [{ topic, within: sought }] : [];
  });
}

function isListed(topic: TopicName): topic is ListedTopic {
  return topic === 'station' || topic === 'pictures' || topic === 'backup';
}
