import { Fragment, type JSX } from 'react';
import { assertNever } from '../../../shared/assert-never.ts';
import classes from './markdown.module.css';
import { type Block, markdownBlocks, markdownInline } from './markdown-blocks.ts';

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

/** What somebody wrote in Markdown, as elements of ours alone. */
export function Markdown({ source }: { readonly source: string }): JSX.Element {
  const blocks = markdownBlocks(source);
  const levels = [
    ...new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))),
  ].sort();
  return (
    <div className={classes.text}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
        <BlockPart key={index} block={block} levels={levels} />
      ))}
    </div>
  );
}

function BlockPart(props: {
  readonly block: Block;
  /** The levels that occur: whatever the author began with is the first below ours. */
  readonly levels: readonly number[];
}): JSX.Element {
  const { block, levels } = props;
  switch (block.kind) {
    case 'heading': {
      const Heading = HEADINGS[levels.indexOf(block.level)] ?? 'h6';
      return (
        <Heading>
          <Words text={block.text} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Words text={block.text} />
        </p>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key
        <pre tabIndex={0}>{block.text}</pre>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index}>
              <Words text={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <TablePart {...block} />;
    default:
      return assertNever(block);
  }
}

function TablePart({ head, rows }: Extract<Block, { readonly kind: 'table' }>): JSX.Element {
  const hasHead = head.some((cell) => cell !== '');
  return (
    <table>
      {hasHead && (
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={index}>
                <strong>
                  <Words text={cell} />
                </strong>
              </td>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={line}>
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={index}>
                <Words text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {markdownInline(text).map((part, index) => {
        const key = `${index} ${part.kind}`;
        switch (part.kind) {
          case 'strong':
            return <strong key={key}>{part.text}</strong>;
          case 'emphasis':
            return <em key={key}>{part.text}</em>;
          case 'code':
            return <code key={key}>{part.text}</code>;
          case 'text':
            return <Fragment key={key}>{part.text}</Fragment>;
          default:
            return assertNever(part.kind);
        }
      })}
    </>
  );
}
