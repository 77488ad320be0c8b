/** Stands in the name of a variable that there may be any number of, one a name. */
const PLACE = '<EMISOR>';

type Env = Record<string, string | undefined>;

/** One variable of a family: of `TRAZO_OIDC_GOOGLE_ISSUER`, what its schema is called, and `google`. */
interface Member {
  family: string;
  name: string;
}

function memberOf(variable: string, families: readonly string[]): Member | undefined {
  for (const family of families) {
    const [before = '', after = ''] = family.split(PLACE);
    const name = variable.slice(before.length, variable.length - after.length);
    if (variable === `${before}${name}${after}` && /^[A-Z0-9]+$/.test(name))
      return { family, name: name.toLowerCase() };
  }
  return undefined;
}

const familiesOf = (names: readonly string[]) => names.filter((name) => name.includes(PLACE));

/** The environment with the variables of each family together, by their names in small letters. */
export function gatherFamilies(env: Env, names: readonly string[]): Record<string, unknown> {
  const families = familiesOf(names);
  const gathered: Record<string, unknown> = {};
  for (const [variable, value] of Object.entries(env)) {
    const member = memberOf(variable, families);
    if (member) gathered[member.family] = { ...(gathered[member.family] as object), [member.name]: value };
    else gathered[variable] = value;
  }
  return gathered;
}

/** Whether a variable is one of a family. */
export const isFamilyMember = (variable: string, names: readonly string[]): boolean =>
  memberOf(variable, familiesOf(names)) !== undefined;

/** The variable that a path of the schema stands for. */
export function variableOf([family, name]: readonly PropertyKey[]): string {
  // A number is a place in a list, of a variable that holds one.
  if (typeof name !== 'string') return String(family);
  return String(family).replace(PLACE, name.toUpperCase());
}

/**
 * What is missing of things that take several variables each.
 *
 * @param parts - Names or families that belong together; of each thing all or none are given.
 */
export function missingParts(env: Env, parts: readonly string[]): { variable: string; fault: string }[] {
  const names = new Set(
    Object.keys(env).flatMap((variable) => {
      if (parts.includes(variable)) return [''];
      return memberOf(variable, familiesOf(parts))?.name ?? [];
    }),
  );
  return [...names].flatMap((name) =>
    parts
      .map((part) => part.replace(PLACE, name.toUpperCase()))
      .filter((variable) => env[variable] === undefined)
      .map((variable) => ({ variable, fault: 'falta' })),
  );
}

/** Variables that have a value: an empty one counts as left out. */
export const withoutEmpty = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
