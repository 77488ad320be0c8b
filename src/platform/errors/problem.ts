/** A text in the two languages that the API speaks. */
export interface Bilingual {
  es: string;
  en: string;
}

/** What a problem code means on the wire. `{name}` in a detail is filled from the error's parameters. */
export interface Problem {
  status: number;
  title: Bilingual;
  detail: Bilingual;
}

/**
 * The problems of each module, by the module's name. A module adds its own where it declares them, so that a code which
 * nobody declares does not compile.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where problems are declared
export interface DeclaredProblems {}

/** Code of a problem (RFC 9457): the last segment of its `type`. */
export type ProblemCode = {
  [Module in keyof DeclaredProblems]: keyof DeclaredProblems[Module];
}[keyof DeclaredProblems];
