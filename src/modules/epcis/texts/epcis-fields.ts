import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const SEVERAL_ES = 'Varios, con `|` entre ellos.';
const SEVERAL_EN = 'Several, with `|` between them.';
const PLACE = 'urn:epc:id:sgln:0614141.07346.1234';
const CLASS = 'urn:epc:class:lgtin:4012345.012345.998877';
const EPC = 'urn:trazo:envio:TZ123456785PE';

/** Parameters of the query interface of EPCIS. */
export const EPCIS_QUERY_FIELDS: FieldTexts = {
  'query.eventType': [
    `De estos tipos de evento. ${SEVERAL_ES}`,
    `Of these types of event. ${SEVERAL_EN}`,
    'ObjectEvent',
  ],
  'query.GE_eventTime': ['Ocurridos entonces o después.', 'Happened then or later.', '2026-11-22T00:00:00Z'],
  'query.LT_eventTime': ['Ocurridos antes.', 'Happened before.', '2026-11-23T00:00:00Z'],
  'query.GE_recordTime': ['Recibidos entonces o después.', 'Recorded then or later.', '2026-11-22T00:00:00Z'],
  'query.LT_recordTime': ['Recibidos antes.', 'Recorded before.', '2026-11-23T00:00:00Z'],
  'query.EQ_action': [
    `Con una de estas acciones. ${SEVERAL_ES}`,
    `With one of these actions. ${SEVERAL_EN}`,
    'OBSERVE',
  ],
  'query.EQ_bizStep': [
    `Con uno de estos pasos. ${SEVERAL_ES}`,
    `With one of these steps. ${SEVERAL_EN}`,
    'shipping',
  ],
  'query.EQ_disposition': [
    `Con una de estas disposiciones. ${SEVERAL_ES}`,
    `With one of these dispositions. ${SEVERAL_EN}`,
    'in_transit',
  ],
  'query.EQ_readPoint': [
    `En uno de estos lugares. ${SEVERAL_ES}`,
    `At one of these read points. ${SEVERAL_EN}`,
    PLACE,
  ],
  'query.EQ_bizLocation': [
    `En una de estas ubicaciones. ${SEVERAL_ES}`,
    `At one of these business locations. ${SEVERAL_EN}`,
    PLACE,
  ],
  'query.MATCH_epc': [`De uno de estos EPC. ${SEVERAL_ES}`, `Of one of these EPCs. ${SEVERAL_EN}`, EPC],
  'query.MATCH_anyEPC': [`De uno de estos EPC. ${SEVERAL_ES}`, `Of one of these EPCs. ${SEVERAL_EN}`, EPC],
  'query.MATCH_epcClass': [
    `De una de estas clases. ${SEVERAL_ES}`,
    `Of one of these classes. ${SEVERAL_EN}`,
    CLASS,
  ],
  'query.EQ_quantity': ['Con esta cantidad.', 'With this quantity.', 1],
  'query.EQ_eventID': [
    `Con uno de estos ids. ${SEVERAL_ES}`,
    `With one of these ids. ${SEVERAL_EN}`,
    'urn:uuid:0195f7a0-0000-4000-8000-000000000001',
  ],
  'query.orderBy': ['Orden: `eventTime` o `recordTime`.', 'Order: `eventTime` or `recordTime`.', 'eventTime'],
  'query.orderDirection': ['`ASC` o `DESC`.', '`ASC` or `DESC`.', 'DESC'],
  'query.eventCountLimit': [
    'Cuántos eventos a lo sumo, en todas las páginas; necesita `orderBy`.',
    'Most events of all pages; needs `orderBy`.',
    100,
  ],
  'query.maxEventCount': [
    'Si hay más eventos que estos, ninguno: `QueryTooLargeException`.',
    'If there are more events than these, none: `QueryTooLargeException`.',
    1_000,
  ],
  'query.perPage': ['Cuántos eventos a lo sumo en una página.', 'Most events of a page.', 30],
  'query.nextPageToken': ['El de `Link`.', 'That of `Link`.', 'MjdiNjc3N2IyZTlj'],
  'path.eventID': [
    'Id del evento, codificado para una URL.',
    'Id of the event, percent-encoded.',
    'urn:uuid:0195f7a0-0000-4000-8000-000000000001',
  ],
  'header.gs1-epc-format': [
    'Los EPC se devuelven como llegaron: otra cosa es 406.',
    'EPCs are answered as they came: anything else is 406.',
    'Never_Translates',
  ],
};
