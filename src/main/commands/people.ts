import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { PitchlineError } from '../../shared/errors.ts';
import {
  type NewPerson,
  NewPersonSchema,
  type Person,
  SHORTEST_SECRET,
} from '../../shared/people.ts';
import type { Role } from '../../shared/rights.ts';
import { PeopleService } from '../people/people-service.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { commandActor, withLog } from './with-log.ts';

/** Works on the people of a data folder, whose station is not running. */
function withPeople(
  options: StationOptions,
  work: (people: PeopleService) => Promise<void>,
): Promise<number> {
  return withLog(options, async (stationLog) => {
    await work(new PeopleService(stationLog));
    return EXIT.done;
  });
}

export function peopleList(options: StationOptions, json: boolean): Promise<number> {
  return withPeople(options, async (people) => {
    for (const person of people.list()) print(person, json);
    if (people.setupNeeded)
      note('There is nobody yet. Begin with "pitchline people add NAME --role administrator".');
  });
}

export interface AddArguments {
  readonly name: string;
  readonly role: Role;
  readonly pinFromStdin: boolean;
}

export function peopleAdd(
  options: StationOptions,
  { name, role, pinFromStdin }: AddArguments,
  json: boolean,
): Promise<number> {
  return withPeople(options, async (people) => {
    const secret = await readSecret(pinFromStdin, role);
    print(await people.add(checked({ name, role, secret }), commandActor()), json);
  });
}

export function peopleSetPin(
  options: StationOptions,
  name: string,
  pinFromStdin: boolean,
  json: boolean,
): Promise<number> {
  return withPeople(options, async (people) => {
    const { id, role } = people.findByName(name);
    const secret = await readSecret(pinFromStdin, role);
    print(await people.change(id, { secret }, commandActor()), json);
  });
}

/** A higher role wants a longer secret, which can come along. */
export function peopleSetRole(
  options: StationOptions,
  { name, role, pinFromStdin }: AddArguments,
  json: boolean,
): Promise<number> {
  return withPeople(options, async (people) => {
    const { id } = people.findByName(name);
    const secret = pinFromStdin ? { secret: await readSecret(true, role) } : {};
    print(await people.change(id, { role, ...secret }, commandActor()), json);
  });
}

export function peopleRemove(
  options: StationOptions,
  name: string,
  json: boolean,
): Promise<number> {
  return withPeople(options, async (people) => {
    const { id } = people.findByName(name);
    const removed = people.remove(id, commandActor());
    if (json) printJson({ removed: removed.id, name: removed.name });
    else printLine(`Removed ${removed.name}. What they did stays under their name.`);
  });
}

function print(person: Person, json: boolean): void {
  if (json) printJson(person);
  else printLine(`${person.name}  ${person.role}  since ${person.createdAt.slice(0, 10)}`);
}

/** @throws PitchlineError BAD_REQUEST */
function checked(person: NewPerson): NewPerson {
  const parsed = NewPersonSchema.safeParse(person);
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new PitchlineError('BAD_REQUEST', `This person cannot be added: ${what.join('; ')}.`);
}

/**
 * A PIN never stands on the command line, where the history and other users see it: the first line of
 * standard input, typed unseen where that is a terminal.
 */
async function readSecret(fromStdin: boolean, role: Role): Promise<string> {
  const { stdin } = process;
  if (!fromStdin && !stdin.isTTY) {
    throw new PitchlineError(
      'USAGE',
      'There is no terminal to type the PIN at. Pipe it in as one line and give --pin-stdin.',
    );
  }
  if (stdin.isTTY) {
    note(`PIN or password, ${SHORTEST_SECRET[role]} characters or more (it does not show):`);
  }
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  lines.once('SIGINT', () => lines.close());
  try {
    return await Promise.race([
      once(lines, 'line').then(([text]) => String(text)),
      once(lines, 'close').then(() => ''),
    ]);
  } finally {
    lines.close();
  }
}
