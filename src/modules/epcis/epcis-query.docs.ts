import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { MAX_PAGE } from './event-query.js';

const TEXTS = [
  'eventType',
  'GE_eventTime',
  'LT_eventTime',
  'GE_recordTime',
  'LT_recordTime',
  'EQ_action',
  'EQ_bizStep',
  'EQ_disposition',
  'EQ_readPoint',
  'EQ_bizLocation',
  'MATCH_epc',
  'MATCH_anyEPC',
  'MATCH_epcClass',
  'EQ_eventID',
  'orderBy',
  'orderDirection',
  'nextPageToken',
];
const NUMBERS = {
  EQ_quantity: 'number',
  eventCountLimit: 'integer',
  maxEventCount: 'integer',
  perPage: 'integer',
};

const parameter = (name: string, schema: object) => ApiQuery({ name, required: false, schema });

const DOCUMENT = ApiResponse({
  status: 200,
  description: 'EPCISQueryDocument.',
  content: Object.fromEntries(
    ['application/json', 'application/ld+json'].map((type) => [
      type,
      { schema: { $ref: '#/components/schemas/EpcisDocumento' } },
    ]),
  ),
});

const FORMAT = ApiHeader({
  name: 'GS1-EPC-Format',
  required: false,
  description: 'Los EPC se devuelven como llegaron: otra cosa es 406.',
  schema: { enum: ['No_Preference', 'Never_Translates'] },
});

const DESCRIPTION = `Consulta de GS1 EPCIS 2.0 (SimpleEventQuery) sobre los eventos que se capturaron por EPCIS y cuyos envíos no están en
el archivo. Varios valores van separados por \`|\`. También se admiten \`EQ_bizTransaction_<tipo>\`, \`EQ_source_<tipo>\`,
\`EQ_destination_<tipo>\`, \`EQ_persistentDisposition_set\` y \`_unset\`, \`GT_\`, \`GE_\`, \`LT_\` y \`LE_quantity\`, y los de
\`errorDeclaration\`. Lo que este servidor no admite es \`QueryParameterException\`, nunca silencio. Hasta ${MAX_PAGE} eventos por
página; \`Link\` lleva a la siguiente. Un EPC se reconoce por el código que lleva, esté escrito como esté. Un evento cuyas trazas
se anularon trae \`errorDeclaration\`.`;

/** Describes the query of events. */
export const QueriesEpcis = () =>
  applyDecorators(
    ApiOperation({ summary: 'Consulta los eventos EPCIS capturados', description: DESCRIPTION }),
    ...TEXTS.map((name) => parameter(name, { type: 'string' })),
    ...Object.entries(NUMBERS).map(([name, type]) => parameter(name, { type })),
    FORMAT,
    DOCUMENT,
  );

/** Describes the reading of one event. */
export const ReadsEpcisEvent = () =>
  applyDecorators(
    ApiOperation({ summary: 'Lee un evento EPCIS por su eventID' }),
    ApiParam({ name: 'eventID', schema: { type: 'string' } }),
    FORMAT,
    DOCUMENT,
  );
