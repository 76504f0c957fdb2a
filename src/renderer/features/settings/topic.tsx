import type { JSX, ReactNode } from 'react';
import classes from './topic.module.css';

/** The topics in their order on the screen. */
export const TOPICS = [
  ...(['folders', 'station', 'people', 'appearance', 'pictures', 'backup'] as const),
  ...(['devices', 'kiosk', 'audit', 'diagnostics', 'about'] as const),
] as const;
export type TopicName = (typeof TOPICS)[number];

export interface TopicProps {
  readonly name: TopicName;
  readonly title: string;
  /** What can be done about the topic as a whole. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One topic of the settings under its heading. */
export function Topic({ name, title, action, children }: TopicProps): JSX.Element {
  const id = topicId(name);
  return (
    <section className={classes.topic} id={id} aria-labelledby={`${id}-title`}>
      <header className={classes.head}>
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}

export function topicId(name: TopicName): string {
  return `topic-${name}`;
}
