/** Names of tokens.css that code needs: the canvas cannot read a style sheet by itself. */
const TOKENS = {
  stage: '--grey-stage',
  ink: '--grey-ink',
  font: '--font',
} as const;

export type TokenName = keyof typeof TOKENS;

/** The present value of a token, which follows the theme. */
export function readToken(name: TokenName): string {
  return getComputedStyle(document.documentElement).getPropertyValue(TOKENS[name]).trim();
}
