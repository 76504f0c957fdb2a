export interface DetailProps {
  readonly id: string;
  readonly isWhole: boolean;
  readonly canStep: { readonly older: boolean; readonly newer: boolean };
  readonly onStep: (by: 1 | -1) => void;
  readonly onWhole: () => void;
  readonly onClose: () => void;
}
