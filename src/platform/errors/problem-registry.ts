import { Registry } from '../registry/registry.js';
import type { Problem, ProblemCode } from './problem.js';

/** Every problem that the API can answer, by its code. */
export const problems = new Registry<Problem>('El problema');

/** What a code means. */
export function problemOf(code: ProblemCode): Problem {
  return problems.get(code);
}

/** Whether a text is the code of a problem. */
export function isProblemCode(code: string): code is ProblemCode {
  return problems.has(code);
}
