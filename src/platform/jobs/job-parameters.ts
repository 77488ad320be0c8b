import type { Queryable } from '../database/pool.js';
import type { FieldError } from '../errors/field-errors.js';
import type { JsonSchema } from '../validation/field-rule.js';
import { readDto } from '../validation/dto.js';
import { explain } from '../validation/explain.js';
import { schemasFrom } from '../validation/schemas.js';
import { type JobType, jobTypes } from './job-types.js';

type Dto = new () => object;

const declared = new Map<JobType, Set<Dto>>();
const named = new Map<JobType, readonly Named[]>();

/** A parameter that names something. */
export interface Named {
  parameter: string;
  /** SQL that answers a row if there is what $1 names. */
  exists: string;
  /** Whether no run begins without it; a programación may leave it open. */
  needed?: boolean;
}

/**
 * Marks the DTO class of a type's parameters: the API validates them by it before the job ever runs. It stands in the
 * `.command.ts` of the command that the job dispatches, so that API and worker both load it.
 *
 * @param names - Those that have to name something that there is.
 */
export const ParametersOf =
  (type: JobType, names: readonly Named[] = []): ClassDecorator =>
  (target) => {
    const classes = declared.get(type) ?? new Set();
    declared.set(type, classes.add(target as unknown as Dto));
    named.set(type, names);
  };

/** The DTO class of a type's parameters. */
export function parametersOf(type: JobType): Dto {
  const [dto] = declared.get(type) ?? [];
  if (!dto) throw new Error(`El trabajo «${type}» no tiene parámetros declarados.`);
  return dto;
}

/** @throws when a type has no parameters, or two. */
export function assertParameters(): void {
  for (const type of jobTypes()) {
    const count = declared.get(type)?.size ?? 0;
    if (count !== 1)
      throw new Error(`El trabajo «${type}» tiene ${count} clases de parámetros y debe tener una.`);
  }
}

/** Everything that is wrong with the parameters of a type; an empty list when nothing is. */
export function explainParameters(type: JobType, value: unknown, base: string): FieldError[] {
  return explain(parametersOf(type), value, base);
}

/**
 * What valid parameters name and there is not.
 *
 * @param isRun - Whether a run is to begin with them now.
 */
export async function explainNamed(
  db: Queryable,
  type: JobType,
  parameters: object,
  { base, isRun }: { base: string; isRun: boolean },
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  for (const { parameter, exists, needed = false } of named.get(type) ?? []) {
    const pointer = `${base}/${parameter}`;
    const value = (parameters as Record<string, unknown>)[parameter];
    if (value == null) {
      if (isRun && needed) faults.push({ pointer, code: 'requerido' });
    } else if (!(await db.query(exists, [value])).rowCount) faults.push({ pointer, code: 'no-existe' });
  }
  return faults;
}

/** Parameters as the job gets them: what was left out has its default. */
export function readParameters(type: JobType, value: object): object {
  return readDto(parametersOf(type), value).value;
}

/** JSON Schema of a type's parameters. */
export function schemaOfParameters(type: JobType): JsonSchema {
  const dto = parametersOf(type);
  return schemasFrom(dto)[dto.name] ?? { type: 'object', additionalProperties: false };
}
