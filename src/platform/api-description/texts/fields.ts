import { ACCESS_FIELDS } from './access-fields.js';
import { ARCHIVE_FIELDS } from './archive-fields.js';
import { COMMON_FIELDS } from './common-fields.js';
import { ENVIO_FIELDS } from './envio-fields.js';
import { EPCIS_QUERY_FIELDS } from './epcis-fields.js';
import { JOB_FIELDS } from './job-fields.js';
import { KPI_FIELDS } from './kpi-fields.js';
import { QUERY_FIELDS } from './query-fields.js';
import { READER_FIELDS } from './reader-fields.js';
import type { FieldText, FieldTexts } from './text.js';
import { TRAZA_FIELDS } from './traza-fields.js';
import { WIRE_FIELDS } from './wire-fields.js';

/** All of them. A name that has been told already cannot be told again: a test looks. */
export const FIELD_TEXTS: readonly FieldTexts[] = [
  COMMON_FIELDS,
  ENVIO_FIELDS,
  TRAZA_FIELDS,
  JOB_FIELDS,
  ARCHIVE_FIELDS,
  KPI_FIELDS,
  READER_FIELDS,
  ACCESS_FIELDS,
  QUERY_FIELDS,
  EPCIS_QUERY_FIELDS,
  WIRE_FIELDS,
];

const texts: FieldTexts = Object.assign({}, ...FIELD_TEXTS) as FieldTexts;

/** The text of a field, its own or that of its name; undefined if there is none. */
export function fieldText(type: string, name: string): FieldText | undefined {
  const own = `${type}.${name}`;
  if (Object.hasOwn(texts, own)) return texts[own];
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}
