import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import {
  type NewPerson,
  type Person,
  type PersonChange,
  SHORTEST_SECRET,
} from '../../shared/people.ts';
import type { Role } from '../../shared/rights.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';
import { hashSecret, type SecretCost } from './secret.ts';

type Log = Pick<StationLog, 'people' | 'audit' | 'database'>;

/** Who may do what: people and their roles. Each change is in the audit trail, no secret is. */
export class PeopleService {
  readonly #log: Log;
  /** Called with the id of someone whose sessions must end. */
  readonly #onChange: (personId: string) => void;
  readonly #cost: SecretCost | undefined;

  constructor(log: Log, onChange: (personId: string) => void = () => undefined, cost?: SecretCost) {
    this.#log = log;
    this.#onChange = onChange;
    this.#cost = cost;
  }

  list(): readonly Person[] {
    return this.#log.people.list();
  }

  /** There is nobody yet who could sign in. */
  get setupNeeded(): boolean {
    return this.list().length === 0;
  }

  /** @throws PitchlineError PERSON_EXISTS, SECRET_TOO_SHORT, LAST_ADMINISTRATOR for the very first one */
  async add({ name, role, secret }: NewPerson, actor: Actor): Promise<Person> {
    requireLength(role, secret);
    const hash = await hashSecret(secret, this.#cost);
    const now = new Date();
    const person: Person = { id: uuidv7(now), name, role, createdAt: now.toISOString() };
    this.#log.database.transaction(() => {
      if (this.#log.people.findByName(name) !== null) {
        throw new PitchlineError(
          'PERSON_EXISTS',
          `There is a person named ${name} already. Give another name, or change that one.`,
        );
      }
      if (this.setupNeeded && role !== 'administrator') {
        throw new PitchlineError(
          'LAST_ADMINISTRATOR',
          'The first person must be an administrator: nobody else could add the others.',
        );
      }
      this.#log.people.insert(person, hash);
      this.#log.audit.append('person.added', actor, { id: person.id, name, role });
    });
    return person;
  }

  /** @throws PitchlineError PERSON_NOT_FOUND, SECRET_TOO_SHORT, LAST_ADMINISTRATOR */
  async change(id: string, { role, secret }: PersonChange, actor: Actor): Promise<Person> {
    const hash = secret === undefined ? undefined : await hashSecret(secret, this.#cost);
    const { people, audit, database } = this.#log;
    const changed = database.transaction(() => {
      const person = this.find(id);
      if (secret !== undefined) requireLength(role ?? person.role, secret);
      else if (role !== undefined && isHigher(role, person.role)) {
        throw new PitchlineError(
          'SECRET_TOO_SHORT',
          `The role ${role} wants a longer secret: give ${person.name} a new one, of ${SHORTEST_SECRET[role]} characters or more, together with the role.`,
        );
      }
      if (role !== undefined && role !== 'administrator') this.#requireAnother(person);
      if (role !== undefined) people.setRole(id, role);
      if (hash !== undefined) people.setSecret(id, hash);
      audit.append('person.changed', actor, {
        ...{ id, name: person.name, secret: hash !== undefined },
        ...(role === undefined ? {} : { role: { before: person.role, after: role } }),
      });
      return { ...person, role: role ?? person.role };
    });
    this.#onChange(id);
    return changed;
  }

  /** @throws PitchlineError PERSON_NOT_FOUND, LAST_ADMINISTRATOR */
  remove(id: string, actor: Actor): Person {
    const { people, audit, database } = this.#log;
    const removed = database.transaction(() => {
      const person = this.find(id);
      this.#requireAnother(person);
      people.remove(id, new Date().toISOString());
      audit.append('person.removed', actor, { id, name: person.name, role: person.role });
      return person;
    });
    this.#onChange(id);
    return removed;
  }

  /** @throws PitchlineError PERSON_NOT_FOUND */
  find(id: string): Person {
    const person = this.#log.people.find(id);
    if (person === null) throw new PitchlineError('PERSON_NOT_FOUND', `There is no person ${id}.`);
    return person;
  }

  /** @throws PitchlineError PERSON_NOT_FOUND */
  findByName(name: string): Person {
    const person = this.#log.people.findByName(name);
    if (person === null) {
      throw new PitchlineError('PERSON_NOT_FOUND', `There is no person named ${name}.`);
    }
    return person;
  }

  #requireAnother(person: Person): void {
    const administrators = this.list().filter(({ role }) => role === 'administrator');
    if (administrators.length === 1 && administrators[0]?.id === person.id) {
      throw new PitchlineError(
        'LAST_ADMINISTRATOR',
        `${person.name} is the only administrator. Make another one first.`,
      );
    }
  }
}

function isHigher(role: Role, than: Role): boolean {
  return SHORTEST_SECRET[role] > SHORTEST_SECRET[than];
}

function requireLength(role: Role, secret: string): void {
  if ([...secret].length >= SHORTEST_SECRET[role]) return;
  throw new PitchlineError(
    'SECRET_TOO_SHORT',
    `The PIN or password is too short: the role ${role} wants ${SHORTEST_SECRET[role]} characters or more.`,
  );
}
