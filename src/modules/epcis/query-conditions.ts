import { isUUID } from 'class-validator';
import { codigoInEpc, uuidOfUrn } from './domain/identifiers.js';
import { formsOfUri } from './domain/uri.js';
import { formsOf } from './domain/vocabulary.js';
import { ENVIO_CODES } from '../codigos/contract.js';

/** A condition on `t`, a traza that was captured as an event, and `a`, its annulment; each `?` is one of the values. */
export interface QueryCondition {
  sql: string;
  values: readonly unknown[];
}

/** Makes the condition of a parameter's values, each of them a text that is not empty. */
export type Reading = (values: readonly string[]) => QueryCondition;

/** Id of the event that a traza was captured with: see the migration. */
export const EVENT_ID = 'id_evento_epcis(t.datos, t.id_evento)';

const EVENT = `t.datos -> 'epcis'`;

/** No event that we keep has what the parameter asks for. */
const never: Reading = () => ({ sql: 'false', values: [] });

const condition = (sql: string, ...values: readonly unknown[]): QueryCondition => ({ sql, values });

const uris = (values: readonly string[]) => values.flatMap(formsOfUri);

/** An event of which a field is one of the values. */
const oneOf =
  (field: string, forms: (value: string) => string[] = (value) => [value]): Reading =>
  (values) =>
    condition(`${field} = ANY (?::text[])`, values.flatMap(forms));

/** An event of which something at a path of JSON is one of the values. */
const someOf =
  (path: string, forms: (value: string) => string[] = formsOfUri): Reading =>
  (values) =>
    condition(`jsonb_path_query_array(${EVENT}, '${path}') ?| ?::text[]`, values.flatMap(forms));

const term = (part: Parameters<typeof formsOf>[0]) => (value: string) => formsOf(part, value);

const compared =
  (operator: string): Reading =>
  ([value]) =>
    condition(
      `jsonb_path_exists(${EVENT}, '$.quantityList[*].quantity ? (@ ${operator} $x)', jsonb_build_object('x', ?::numeric))`,
      value,
    );

const instant =
  (column: string, operator: string): Reading =>
  ([value]) =>
    condition(`${column} ${operator} ?::timestamptz`, value);

/** An EPC is an envío's when its code is; however it is written. */
const ofEnvios =
  (also: string): Reading =>
  (values) =>
    condition(
      `t.envio_id IN (SELECT c.envio_id FROM ${ENVIO_CODES} c WHERE c.codigo = ANY (?::text[])) AND ${also}`,
      values.map(codigoInEpc),
    );

/** Parameters with one value that is an instant. */
export const INSTANTS: Readonly<Record<string, Reading>> = {
  GE_eventTime: instant('t.ocurrido_en', '>='),
  LT_eventTime: instant('t.ocurrido_en', '<'),
  GE_recordTime: instant('t.recibido_en', '>='),
  LT_recordTime: instant('t.recibido_en', '<'),
  GE_errorDeclarationTime: instant('a.anulada_en', '>='),
  LT_errorDeclarationTime: instant('a.anulada_en', '<'),
};

/** Parameters with one value that is a number. */
export const NUMBERS: Readonly<Record<string, Reading>> = {
  EQ_quantity: compared('=='),
  GT_quantity: compared('>'),
  GE_quantity: compared('>='),
  LT_quantity: compared('<'),
  LE_quantity: compared('<='),
};

const ERROR_REASONS: Readonly<Record<string, string>> = {
  did_not_occur: 'no_ocurrio',
  incorrect_data: 'dato_incorrecto',
};

/** Parameters with EPCs, where a pattern would be one too. */
export const EPCS: Readonly<Record<string, Reading>> = {
  MATCH_epc: ofEnvios(`${EVENT} ? 'epcList'`),
  MATCH_anyEPC: ofEnvios(`${EVENT} ? 'epcList'`),
  MATCH_epcClass: someOf('$.quantityList[*].epcClass'),
  MATCH_anyEPCClass: someOf('$.quantityList[*].epcClass'),
  MATCH_parentID: never,
  MATCH_inputEPC: never,
  MATCH_outputEPC: never,
  MATCH_inputEPCClass: never,
  MATCH_outputEPCClass: never,
};

/** Parameters with one or more texts. */
export const TEXTS: Readonly<Record<string, Reading>> = {
  eventType: (values) => (values.includes('ObjectEvent') ? condition('true') : never(values)),
  EQ_action: oneOf(`${EVENT} ->> 'action'`),
  EQ_bizStep: oneOf(`${EVENT} ->> 'bizStep'`, term('bizStep')),
  EQ_disposition: oneOf(`${EVENT} ->> 'disposition'`, term('disposition')),
  EQ_persistentDisposition_set: someOf('$.persistentDisposition.set[*]', term('disposition')),
  EQ_persistentDisposition_unset: someOf('$.persistentDisposition.unset[*]', term('disposition')),
  EQ_readPoint: someOf('$.readPoint.id'),
  EQ_bizLocation: someOf('$.bizLocation.id'),
  EQ_transformationID: never,
  EQ_eventID: (values) =>
    condition(`${EVENT_ID} = ANY (?::text[])`, [...uris(values), ...values.flatMap(lowerUrn)]),
  EXISTS_errorDeclaration: ([value]) => condition(value === 'true' ? 'a.id IS NOT NULL' : 'true'),
  EQ_errorReason: (values) =>
    condition(
      'a.razon = ANY (?::text[])',
      values.flatMap((value) => ERROR_REASONS[formsOf('errorReason', value)[0] as string] ?? []),
    ),
  EQ_correctiveEventID: (values) =>
    condition(
      'a.correcciones && ?::uuid[]',
      values.flatMap((value) => uuidOfUrn(value) ?? []).filter((id) => isUUID(id)),
    ),
};

/** The URN of a UUID may be written in capitals. */
function lowerUrn(value: string): string[] {
  const uuid = uuidOfUrn(value);
  return uuid ? [`urn:uuid:${uuid}`] : [];
}

const TYPED: Readonly<Record<string, [list: string, value: string, part: Parameters<typeof formsOf>[0]]>> = {
  EQ_bizTransaction: ['bizTransactionList', 'bizTransaction', 'bizTransaction'],
  EQ_source: ['sourceList', 'source', 'sourceDest'],
  EQ_destination: ['destinationList', 'destination', 'sourceDest'],
};

/** `EQ_bizTransaction_po`, `EQ_source_owning_party` and their like: the type is in the name. */
export function typedReading(name: string): Reading | undefined {
  const [, kind = '', type = ''] = /^(EQ_(?:bizTransaction|source|destination))_(.{1,200})$/.exec(name) ?? [];
  const typed = TYPED[kind];
  if (!typed) return undefined;
  const [list, field, part] = typed;
  return (values) =>
    condition(
      `jsonb_path_exists(${EVENT}, '$.${list}[*] ? (@.type == $t[*] && @.${field} == $v[*])', jsonb_build_object('t', ?::text[], 'v', ?::text[]))`,
      formsOf(part, type),
      uris(values),
    );
}
