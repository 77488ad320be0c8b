import type { z } from 'zod';
import { variableOf } from './families.js';

/** What is wrong with one variable, in words. */
export interface ConfigFault {
  variable: string;
  fault: string;
}

/** Variables whose value is a password, or may hold one. */
const SECRET = /_(?:URL|CLAVE|SECRET)$/;

/** One of zod's issues, in the language of everything else that the program says of its configuration. */
export function faultOfIssue(
  issue: z.core.$ZodIssue,
  given: Record<string, string | undefined>,
): ConfigFault {
  const variable = variableOf(issue.path);
  const value = given[variable];
  if (value === undefined) return { variable, fault: 'falta' };
  const shown = SECRET.test(variable) ? '' : `, no «${value}»`;
  return { variable, fault: `${rule(issue)}${shown}` };
}

function rule(issue: z.core.$ZodIssue): string {
  // Of a text it is the length that is wrong, and its own words say so.
  if ('origin' in issue && issue.origin === 'string') return issue.message;
  if (issue.code === 'too_small') return `debe ser ${String(issue.minimum)} o más`;
  if (issue.code === 'too_big') return `debe ser ${String(issue.maximum)} o menos`;
  if (issue.code === 'invalid_value') return `debe ser ${issue.values.map(String).join(' o ')}`;
  if (issue.code === 'invalid_type')
    return issue.expected === 'int' ? 'debe ser un número entero' : 'debe ser un número';
  return issue.message;
}

/** All of them, a line each. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.map(({ variable, fault }) => `  ${variable}: ${fault}`);
  return `La configuración no es válida:\n${lines.join('\n')}`;
}
