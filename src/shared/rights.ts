import { z } from 'zod';

export const RoleSchema = z.enum(['operator', 'engineer', 'administrator']);
export type Role = z.infer<typeof RoleSchema>;

interface RightRow {
  /** What it allows, for people. */
  readonly meaning: string;
  readonly roles: readonly Role[];
  /** Wants a name in the record, so nobody has it without signing in. */
  readonly named: boolean;
}

const EVERYONE = ['operator', 'engineer', 'administrator'] as const;
const ENGINEERS = ['engineer', 'administrator'] as const;
const ADMINISTRATORS = ['administrator'] as const;

/** What each role may do: the only place that says so. Each route of the API names one of these. */
export const RIGHTS = {
  look: {
    meaning: 'See inspections, pictures, models, recipes, folders, settings and events',
    roles: EVERYONE,
    named: false,
  },
  judge: {
    meaning: 'Have pictures judged, and failed ones tried again',
    roles: EVERYONE,
    named: false,
  },
  dispose: {
    meaning: 'Confirm or override verdicts, and correct detections',
    roles: EVERYONE,
    named: true,
  },
  recipes: {
    meaning: 'Make and try recipe revisions',
    roles: ENGINEERS,
    named: true,
  },
  folders: {
    meaning: 'Set up watched folders, and look where they could be',
    roles: ENGINEERS,
    named: true,
  },
  models: {
    meaning: 'Import models, activate them and roll back',
    roles: ENGINEERS,
    named: true,
  },
  audit: {
    meaning: 'Read the audit trail and verify the log',
    roles: ENGINEERS,
    named: true,
  },
  settings: {
    meaning: 'Change the settings of the station',
    roles: ADMINISTRATORS,
    named: true,
  },
  people: {
    meaning: 'Add, change and remove people',
    roles: ADMINISTRATORS,
    named: true,
  },
  remove: {
    meaning: 'Delete models and evidence for good',
    roles: ADMINISTRATORS,
    named: true,
  },
} as const satisfies Record<string, RightRow>;
export type Right = keyof typeof RIGHTS;

/** Who asks, as far as rights go. */
export interface Standing {
  /** Null: nobody is signed in, and the station wants that. */
  readonly role: Role | null;
  readonly signedIn: boolean;
  /** A station without people, asked from its own machine: everything is allowed. */
  readonly setup: boolean;
}

export type Ruling = 'allowed' | 'sign-in-needed' | 'forbidden';

export function ruling(right: Right, { role, signedIn, setup }: Standing): Ruling {
  if (setup) return 'allowed';
  const { roles, named }: RightRow = RIGHTS[right];
  if (role === null || (named && !signedIn)) return 'sign-in-needed';
  return roles.includes(role) ? 'allowed' : 'forbidden';
}

export function rightsOf(standing: Standing): readonly Right[] {
  return (Object.keys(RIGHTS) as Right[]).filter((right) => ruling(right, standing) === 'allowed');
}
