import { z } from 'zod';
import { RoleSchema } from './rights.ts';

/** How long a PIN or password must at least be: the more one may do with it, the longer. */
export const SHORTEST_SECRET = { operator: 4, engineer: 6, administrator: 8 } as const;
const LONGEST_SECRET = 200;

/** Two spellings of one name are one: composed letters, single blanks. */
export const PersonNameSchema = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1, 'must not be empty').max(80, 'is too long'));

export const SecretSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(LONGEST_SECRET, 'is too long');

export const PersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleSchema,
  createdAt: z.string(),
});
export type Person = z.infer<typeof PersonSchema>;

export const NewPersonSchema = z.strictObject({
  name: PersonNameSchema,
  role: RoleSchema,
  /** A PIN or a password. */
  secret: SecretSchema,
});
export type NewPerson = z.infer<typeof NewPersonSchema>;

export const PersonChangeSchema = z
  .strictObject({ role: RoleSchema, secret: SecretSchema })
  .partial()
  .refine(({ role, secret }) => role !== undefined || secret !== undefined, 'changes nothing');
export type PersonChange = z.infer<typeof PersonChangeSchema>;

export const PeopleSchema = z.object({ people: z.array(PersonSchema) });

export const SignInSchema = z.strictObject({
  name: PersonNameSchema,
  secret: SecretSchema,
  /** For scripts: the token comes in the answer, for `Authorization: Bearer`, instead of a cookie. */
  token: z.boolean().default(false),
});

/** Who is asking, and what that allows. */
export const SessionSchema = z.object({
  /** Null where nobody is signed in. */
  person: PersonSchema.nullable(),
  /** Whose rights apply; null: only signing in is possible. */
  role: RoleSchema.nullable(),
  rights: z.array(z.string()),
  signInNeeded: z.boolean(),
  /** There are no people yet: who sits at the station may do everything, and should make an administrator. */
  setupNeeded: z.boolean(),
  /** Minutes without a request after which the session ends; null where nobody is signed in. */
  idleMinutes: z.number().nullable(),
  /** Only in the answer to a sign-in that asked for it. */
  token: z.string().optional(),
});
export type Session = z.infer<typeof SessionSchema>;
