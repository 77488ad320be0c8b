import type { Bilingual } from '../../errors/problem.js';

/** What the description says of a field or parameter: in Spanish, in English, and a value that it may have. */
export type FieldText = readonly [es: string, en: string, example?: unknown];

/**
 * Texts by name of the field, or by `Class.field` where a class means something of its own. The example is left out where
 * the schema gives one: a list of values, an object, a yes or no.
 */
export type FieldTexts = Readonly<Record<string, FieldText>>;

/** What the description says of an operation beside what its decorators say. */
export interface OperationText {
  /** What a client would call the method: `crearObjeto`. */
  id: string;
  /** The summary in English; the Spanish one stands at the route. */
  en: string;
  /** The description in English, where the route has one. */
  description?: string;
  /** Problems of its own, beside those that follow from its form. */
  problems?: readonly string[];
  /** Answers beside that of its decorators, by status. */
  also?: Readonly<Record<number, Bilingual>>;
  /** What its answer is, where the status does not say it. */
  answer?: Bilingual;
  /** False where a 201 or 202 has no `Location`. */
  location?: false;
  /** Its answer is written while it is read: it has no ETag. */
  streamed?: true;
  /** True where an operation that reads answers `Trazo-Version` too. */
  version?: true;
  /** Body of a request that is taken, where the one made of the fields' examples would not be. */
  example?: unknown;
  /** Its answer by media type, where the one made of the fields' examples would not do. */
  samples?: Readonly<Record<string, unknown>>;
}

/** Operations by method and path: `POST /v1/objetos`. */
export type OperationTexts = Readonly<Record<string, OperationText>>;

/** What the description says of schemas, by the names of their classes. */
export type SchemaTexts = Readonly<Record<string, Bilingual>>;
