import { type JSX, type ReactNode, useId } from 'react';
import classes from './form.module.css';

/** A part of the form with its name and one line that says what it is for. */
export function Section(props: {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}): JSX.Element {
  const { title, hint, children } = props;
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={classes.hint}>{hint}</p>
      {children}
    </section>
  );
}
