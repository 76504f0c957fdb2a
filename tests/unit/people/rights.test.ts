import { describe, expect, it } from 'vitest';
import { RIGHTS, type Right, type Role, rightsOf, ruling } from '../../../src/shared/rights.ts';

const signedIn = (role: Role) => ({ role, signedIn: true, setup: false });
const nobody = (role: Role | null) => ({ role, signedIn: false, setup: false });

describe('the rights of the roles', () => {
  it('grow from operator to engineer to administrator', () => {
    const of = (role: Role): readonly Right[] => rightsOf(signedIn(role));
    expect(of('operator')).toEqual(['look', 'judge', 'dispose']);
    expect(of('engineer')).toEqual([
      ...['look', 'judge', 'dispose', 'recipes', 'folders', 'models', 'audit'],
    ]);
    expect(of('administrator')).toEqual(Object.keys(RIGHTS));
  });

  it('let somebody who is not signed in look and judge at most', () => {
    expect(rightsOf(nobody('operator'))).toEqual(['look', 'judge']);
    expect(rightsOf(nobody(null))).toEqual([]);
    expect(ruling('dispose', nobody('operator'))).toBe('sign-in-needed');
    expect(ruling('look', nobody(null))).toBe('sign-in-needed');
  });

  it('are all there at a station without people, for who sits at it', () => {
    expect(rightsOf({ role: 'administrator', signedIn: false, setup: true })).toEqual(
      Object.keys(RIGHTS),
    );
  });
});
