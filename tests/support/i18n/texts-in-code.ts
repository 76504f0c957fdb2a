import { isNode, type Node, nameOf, nodesOf, placeOf, type Source, stringOf } from './syntax.ts';

/** Properties whose value a person reads or hears. */
const READ = new Set([
  ...['title', 'alt', 'label', 'placeholder', 'description', 'hint', 'heading', 'legend'],
  ...['aria-label', 'aria-description', 'aria-placeholder', 'aria-roledescription'],
  ...['aria-valuetext', 'message', 'text', 'caption', 'tooltip', 'summary', 'body'],
]);

/** As an attribute this is a sentence; as a property it is mostly what was caught. */
const READ_AS_ATTRIBUTE = new Set([...READ, 'error']);

/** Functions that show or speak what they are given. */
const TELLING = /^(alert|confirm|prompt|notify|toast|show|announce|say|tell|Notification|Text)$/;

/** What is thrown or reported is for whoever looks after the program; the page shows codes' keys. */
const NOT_FOR_THE_SCREEN = /^(\w*Error|\w*Exception|reportError)$/;

/** A name among names of the program, such as `ng` or `…-label`. */
const CODE_WORD = /^…?[a-z-][\w-]*$/;

/** Two words and more that begin like a sentence. */
const SENTENCE = /^\p{Lu}\p{Ll}+ \p{L}+/u;
const LETTER = /\p{L}/u;

/** Where a source says something to a person in words of its own, one line a place. */
export function textsInCode(source: Source): readonly string[] {
  const found = new Map<number, string>();
  const add = (node: Node, text: string): void => {
    found.set(node.start, `${placeOf(source, node)} ${text.trim()}`);
  };
  const read = (value: unknown): void => {
    for (const [node, text] of spoken(value)) if (LETTER.test(text)) add(node, text);
  };
  const readIfText = (value: unknown): void => {
    for (const [node, text] of spoken(value)) {
      if (LETTER.test(text) && !CODE_WORD.test(text)) add(node, text);
    }
  };
  for (const { node, ancestors } of nodesOf(source)) {
    const parent = ancestors.at(-1);
    if (node.type === 'JSXText') {
      if (LETTER.test(String(node.value))) add(node, String(node.value));
    } else if (node.type === 'JSXExpressionContainer' && parent?.type === 'JSXElement') {
      read(node.expression);
    } else if (node.type === 'JSXAttribute') {
      if (READ_AS_ATTRIBUTE.has(nameOf(node.name) ?? '')) read(node.value);
    } else if (ancestors.some(isForDevelopers)) {
      // Read by nobody on the screen.
    } else if (node.type === 'Property') {
      if (READ.has(nameOf(node.key) ?? '')) readIfText(node.value);
    } else if (node.type === 'AssignmentExpression') {
      if (READ.has(nameOf(node.left) ?? '')) readIfText(node.right);
    } else if (isCall(node)) {
      const given = node.arguments as readonly unknown[];
      if (TELLING.test(nameOf(node.callee) ?? '')) given.forEach(readIfText);
    } else if (SENTENCE.test(stringOf(node) ?? '')) {
      add(node, stringOf(node) ?? '');
    }
  }
  return [...found.values()];
}

function isCall({ type }: Node): boolean {
  return type === 'CallExpression' || type === 'NewExpression';
}

function isForDevelopers(node: Node): boolean {
  if (node.type === 'TSLiteralType') return true;
  return isCall(node) && NOT_FOR_THE_SCREEN.test(nameOf(node.callee) ?? '');
}

/** The strings that an expression can come to as they stand in it. */
function spoken(value: unknown): readonly (readonly [Node, string])[] {
  if (!isNode(value)) return [];
  const text = stringOf(value);
  if (text !== null) return [[value, text]];
  switch (value.type) {
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return spoken(value.expression);
    case 'TemplateLiteral': {
      const parts = value.quasis as readonly { readonly value: { readonly cooked: string } }[];
      return [[value, parts.map((part) => part.value.cooked).join('…')]];
    }
    case 'ConditionalExpression':
      return [...spoken(value.consequent), ...spoken(value.alternate)];
    case 'LogicalExpression':
      // What stands before && is asked, not shown.
      return [...(value.operator === '&&' ? [] : spoken(value.left)), ...spoken(value.right)];
    case 'BinaryExpression':
      return value.operator === '+' ? [...spoken(value.left), ...spoken(value.right)] : [];
    default:
      return [];
  }
}
