import type { Schema } from './schema.js';

/** A parameter, as Nest writes it and the document has it. */
export interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

/** What may be sent in one media type. */
export interface Media {
  schema?: Schema;
  example?: unknown;
}

/** An answer. */
export interface Answer {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}

/** An operation, as Nest writes it and the document has it. */
export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  /** One of these credentials; none if empty. */
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, Media> };
  responses: Record<string, Answer>;
}

/** Operations of the document by path and method. */
export type Paths = Record<string, Record<string, Operation>>;
