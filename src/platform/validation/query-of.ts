import type { Type } from '@nestjs/common';
import { DtoValidationPipe } from './validation-pipe.js';

const pipe = new DtoValidationPipe();

/**
 * The query string of a straight route by its DTO class, as other routes have it validated. Without parameters nothing is
 * validated: none may be required.
 *
 * @throws {DomainError} `validacion`
 */
export async function queryOf<Input extends object>(metatype: Type<Input>, query: unknown): Promise<Input> {
  for (const _ in query as object) return (await pipe.transform(query, { type: 'query', metatype })) as Input;
  return new metatype();
}
