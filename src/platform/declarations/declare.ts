import { headerTexts } from '../api-description/headers.js';
import { otherSchemas } from '../api-description/other-schemas.js';
import { pathParameters } from '../api-description/parameters.js';
import { documentTexts } from '../api-description/texts/document.js';
import { fieldTexts } from '../api-description/texts/fields.js';
import { operationTexts } from '../api-description/texts/operations.js';
import { schemaTexts } from '../api-description/texts/schemas.js';
import { dialects } from '../errors/dialect.js';
import { fieldErrors } from '../errors/field-errors.js';
import { problems } from '../errors/problem-registry.js';
import { jobs } from '../jobs/job-types.js';
import { personalData } from '../personal/personal-data.js';
import { metrics } from '../metrics/metrics.js';
import { queues } from '../queues/queues.js';
import { aggregates } from '../read-models/aggregate.js';
import { monthTables } from '../read-models/hot-months.js';
import { readModels } from '../read-models/read-model.js';
import type { Declarations, Description } from './declarations.js';

type Entry<Item> = readonly [name: string, item: Item];

const named = <Item extends { readonly name: string }>(items: readonly Item[] = []): Entry<Item>[] =>
  items.map((item) => [item.name, item]);
const alone = <Item>(name: string, item: Item | undefined): Entry<Item>[] =>
  item === undefined ? [] : [[name, item]];

/**
 * Fills the registries of the platform with everything that is declared.
 *
 * @throws when two declarations have one name, or one lacks something that it needs.
 */
export function declare(all: readonly Declarations[]): void {
  problems.fill(all.flatMap((each) => Object.entries(each.problems ?? {})));
  fieldErrors.fill(all.flatMap((each) => Object.entries(each.fieldErrors ?? {})));
  dialects.fill(all.flatMap((each) => named(each.dialects)));
  queues.fill(all.flatMap((each) => named(each.queues)));
  for (const { door } of queues.all())
    for (const code of door ? [door.away, door.full] : []) problems.get(code);
  jobs.fill(all.flatMap((each) => (each.jobs ?? []).map((type) => [type, type] as const)));
  metrics.fill(all.flatMap((each) => named(each.metrics)));
  readModels.fill(all.flatMap((each) => named(each.readModels)));
  aggregates.fill(all.flatMap((each) => named(each.aggregates)));
  for (const { of } of aggregates.all()) readModels.get(of);
  personalData.fill(all.flatMap((each) => named(each.personal)));
  monthTables.fill(all.flatMap(({ monthTable }) => alone('meses', monthTable)));
  describe(all.flatMap(({ description }) => description ?? []));
}

function describe(all: readonly Description[]): void {
  fieldTexts.fill(all.flatMap(({ fields = [] }) => fields.flatMap((texts) => Object.entries(texts))));
  operationTexts.fill(all.flatMap(({ operations = {} }) => Object.entries(operations)));
  for (const [operation, { problems: codes = [] }] of Object.entries(operationTexts.entries()))
    for (const code of codes)
      if (!problems.has(code))
        throw new Error(`${operation} nombra el problema «${code}», que nadie declara.`);
  schemaTexts.fill(all.flatMap((each) => Object.entries(each.schemaTexts ?? {})));
  headerTexts.fill(all.flatMap(({ headers = {} }) => Object.entries(headers)));
  otherSchemas.fill(all.flatMap(({ schemas = {} }) => Object.entries(schemas)));
  pathParameters.fill(all.flatMap((each) => Object.entries(each.pathParameters ?? {})));
  documentTexts.fill(all.flatMap(({ document }) => alone('api', document)));
}
