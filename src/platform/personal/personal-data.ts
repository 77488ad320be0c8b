import type { Bilingual } from '../errors/problem.js';
import { Registry } from '../registry/registry.js';

/** Stands in the place of a name or an address that was deleted. */
export const DELETED = 'Datos eliminados';

/** Somebody whose data are asked for, or go. */
export interface Person {
  usuarioId: string;
  /** The cliente that he is himself; null if he is none, or others are it too. */
  clienteId: string | null;
  /** How rows name who did something: he and his keys. */
  principals: readonly string[];
  /** The same without what they are: their ids alone. */
  actors: readonly string[];
  email: string | null;
  /** Addresses of machines that he came from. */
  addresses: readonly string[];
}

/** By what rows of a person are found: the one parameter of the SQL. */
export type By = 'usuarioId' | 'clienteId' | 'principals' | 'actors';

/**
 * What a module holds of a person, in its tables. A column with words that no declaration names fails a test: so no module
 * forgets one.
 */
export interface PersonalData {
  /** What it is called in the file that somebody gets of his data: camelCase, Spanish. */
  readonly name: string;
  /** Columns that hold something personal, as `table.column`. */
  readonly columns: readonly string[];
  readonly by: By;
  /** SELECT of his rows; `$1` is `by`. Left out where another entry or a `PersonalHolder` gives them. */
  readonly read?: string;
  /**
   * Statements that erase his rows, or make them anonymous; `$1` is `by`. Safe to repeat: they run at least twice. Left out where
   * a `PersonalHolder` does it.
   */
  readonly erase?: readonly string[];
  /** Whether it goes last, when nothing else needs it any more. */
  readonly last?: boolean;
  /** What stays all the same, and why. */
  readonly kept?: { readonly what: Bilingual; readonly why: Bilingual };
}

/** What modules hold of people. */
export const personalData = new Registry<PersonalData>('El dato personal');

/** The value that rows are found by; undefined where there is nothing to find. */
export function valueOf(person: Person, by: By): string | readonly string[] | undefined {
  return person[by] ?? undefined;
}
