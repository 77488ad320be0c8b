import type { HeaderText } from '../api-description/headers.js';
import type { Parameter } from '../api-description/operation.js';
import type { Schema } from '../api-description/schema.js';
import type { DocumentText } from '../api-description/texts/document.js';
import type { FieldTexts, OperationTexts, SchemaTexts } from '../api-description/texts/text.js';
import type { Dialect } from '../errors/dialect.js';
import type { Bilingual, Problem } from '../errors/problem.js';
import type { PersonalData } from '../personal/personal-data.js';
import type { Metric } from '../metrics/metric.js';
import type { QueueDeclaration } from '../queues/queues.js';
import type { Aggregate } from '../read-models/aggregate.js';
import type { ReadModel } from '../read-models/read-model.js';

/** What a module tells the platform of itself: each has one, in its `declarations.ts`. */
export interface Declarations {
  /** Problems that it answers with, by code. */
  readonly problems?: Readonly<Record<string, Problem>>;
  /** What can be wrong with a field, by code. */
  readonly fieldErrors?: Readonly<Record<string, Bilingual>>;
  /** Where a standard of its own rules the wire. */
  readonly dialects?: readonly Dialect[];
  readonly queues?: readonly QueueDeclaration[];
  /** Names of its types of jobs. */
  readonly jobs?: readonly string[];
  /** What it counts where it happens. What is asked for when somebody scrapes is a provider that says `@Measures()`. */
  readonly metrics?: readonly Metric[];
  readonly readModels?: readonly ReadModel[];
  readonly aggregates?: readonly Aggregate[];
  /** What it holds of people in its tables. */
  readonly personal?: readonly PersonalData[];
  /** The table of the months, by one module alone: see `hot-months.ts`. */
  readonly monthTable?: string;
  /** What its part of the API is, in words. */
  readonly description?: Description;
}

/** A module's part of the API's description. */
export interface Description {
  readonly fields?: readonly FieldTexts[];
  readonly operations?: OperationTexts;
  /** What its schemas are, by the names of their classes. */
  readonly schemaTexts?: SchemaTexts;
  readonly headers?: Readonly<Record<string, HeaderText>>;
  /** Schemas without a DTO class, by name. */
  readonly schemas?: Readonly<Record<string, Schema>>;
  /** Parameters of paths, by name or by the whole path. */
  readonly pathParameters?: Readonly<Record<string, Parameter>>;
  /** What stands at its top: the application's alone. */
  readonly document?: DocumentText;
}
