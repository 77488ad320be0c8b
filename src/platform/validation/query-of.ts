import type { Dto } from './dto.js';
import { readBy } from './validation-pipe.js';

/**
 * The query string of a straight route by its DTO class, as other routes have it validated. Without parameters nothing is
 * validated: none may be required.
 *
 * @throws {DomainError} `validacion`
 */
export function queryOf<Input extends object>(type: Dto<Input>, query: unknown): Input {
  for (const _ in query as object) return readBy(type, query);
  return new type();
}
