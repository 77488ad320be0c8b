import { EVENTO_ID } from '../../estados/contract.js';
import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

const IMPORT = `The body is the file: UTF-8, with or without a BOM; comma, semicolon or tab between the fields, or what a first line
\`sep=;\` says; fields in quotes where they need them. The next line names the columns as the fields of the API are named, in any
case: \`codigo\`, \`tipo\`, \`ocurridoEn\`, … for trazas (without \`idEvento\` each line gets one); \`clienteId\`,
\`destinatario.nombre\`, \`destino.ciudad\`, … for envíos. An export of envíos is taken as it came out, too: each line is a new
envío with a new code. Numbers as programs write them: \`1E-05\`, \`.5\`, \`+12,0463\`. Up to 1,000,000 lines, of up to 65536
characters and 200 fields. A file that cannot be read to its end is rejected as a whole; a wrong line is rejected alone and
stands in the error report.`;

const EXPORT = `Every field that a device wrote, and what we say of it: \`recibidoEn\`, \`anomalia\`, \`anulada\`. The trazas of an envío stand
together, the oldest envío first. An import takes the file as it is: \`ocurridoEn\` is the time that counts, so \`enviadoEn\` and
\`ocurridoEnDispositivo\` are left out there. With \`incluirArchivo=true\` what is in the archive comes first, by month and code, and an envío that moves
between the archive and the hot tables meanwhile may come twice; without it \`Trazo-Archivo\` names the months left out.`;

const EPCIS = `Capture of GS1 EPCIS 2.0. Each EPC of each ObjectEvent gives a traza of the envío whose code is the last part of the EPC:
\`urn:trazo:envio:TZ123456785PE\`, \`https://any.site/v1/envios/TZ123456785PE\`, a GS1 Digital Link or an EPC URN. A class of
\`quantityList\` whose last part is a code gives one too. Other types of event are not supported (501), and those that declare
an error are rejected by their index.

| bizStep | disposition | tipo |
|---|---|---|
| any | damaged | siniestrado |
| returning | | en_devolucion |
| shipping, departing, arriving, transporting, loading, unloading, staging_outbound | returned | en_devolucion |
| others | returned | devuelto |
| accepting | | entregado |
| receiving | | recogido |
| departing | other than in_transit | en_reparto |
| holding | available, sellable_accessible | disponible_retiro |
| holding | others | retenido |
| arriving | | en_transito |
| others | in_transit | en_transito |
| others, those of one’s own as well | others | escaneo |

The whole event stays in \`datos.epcis\`. Without \`eventID\`, the same event sent again is a duplicate.`;

const EPCIS_QUERY = `Query of GS1 EPCIS 2.0 (SimpleEventQuery) over the events that were captured by EPCIS and whose envíos are not in the
archive. Several values have a \`|\` between them. Supported as well: \`EQ_bizTransaction_<type>\`, \`EQ_source_<type>\`,
\`EQ_destination_<type>\`, \`EQ_persistentDisposition_set\` and \`_unset\`, \`GT_\`, \`GE_\`, \`LT_\` and \`LE_quantity\`, and those of
\`errorDeclaration\`. What this server does not support is a \`QueryParameterException\`, never silence. Up to 100 events a page;
\`Link\` leads to the next. An EPC is known by the code that it carries, however it is written. An event whose trazas were annulled
has an \`errorDeclaration\`.`;

const EPCIS_ANSWER = {
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
  type: 'EPCISQueryDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-22T15:04:05.000Z',
  epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: [] } } },
};
const EPCIS_ANSWERS = { 'application/json': EPCIS_ANSWER, 'application/ld+json': EPCIS_ANSWER };

/** Trazas: captures, receipts, rechazos, imports, EPCIS. */
export const TRAZA_OPERATIONS: OperationTexts = {
  'POST /v1/trazas': {
    id: 'capturarTrazas',
    en: 'Takes a traza in, or a list of up to 1,000',
    problems: ['cola-saturada', 'cola-no-disponible'],
  },
  'GET /v1/trazas/exportacion': {
    id: 'exportarTrazas',
    en: 'Downloads all trazas of a filter as CSV or, with `Accept: application/x-ndjson`, as NDJSON',
    description: EXPORT,
    problems: ['formato-no-disponible', 'archivo-ocupado'],
    samples: {
      'text/csv': `codigo,idEvento,tipo,ocurridoEn\r\nTZ123456785PE,${EVENTO_ID},en_transito,2026-11-22T15:04:05.000Z\r\n`,
      'application/x-ndjson': `{"codigo":"TZ123456785PE","idEvento":"${EVENTO_ID}","tipo":"en_transito"}\n`,
    },
  },
  'GET /v1/capturas/{id}': {
    id: 'leerCaptura',
    en: 'Reads the receipt of a capture',
    problems: ['captura-desconocida'],
    version: true,
  },
  'GET /v1/rechazos': { id: 'listarRechazos', en: 'Lists rejected trazas, newest first' },
  'GET /v1/rechazos/{id}': { id: 'leerRechazo', en: 'Reads a rejected traza' },
  'DELETE /v1/rechazos/{id}': {
    id: 'descartarRechazo',
    en: 'Discards a rejected traza, with its reason; it is not deleted',
    problems: ['rechazo-cerrado'],
  },
  'POST /v1/rechazos/reproceso': {
    id: 'reprocesarRechazos',
    en: 'Tries to store up to 1,000 open rechazos again, those first that were not tried for longest',
    example: { razon: 'envio-desconocido', desde: '2026-11-01T00:00:00Z' },
  },
  'POST /v1/rechazos/{id}/reproceso': {
    id: 'reprocesarRechazo',
    en: 'Tries to store a rejected traza again; it stays open if it is rejected again',
    problems: ['rechazo-cerrado'],
  },
  'POST /v1/importaciones': {
    id: 'importar',
    en: 'Takes a CSV file of trazas or of envíos',
    description: IMPORT,
    problems: ['csv-invalido', 'archivo-sin-lineas', 'archivo-demasiado-grande', 'demasiadas-lineas'],
    example: 'codigo,tipo,ocurridoEn,lugar\nTZ123456785PE,en_transito,2026-11-22T15:04:05Z,Ayacucho\n',
  },
  'GET /v1/importaciones': { id: 'listarImportaciones', en: 'Lists the imports, the newest first' },
  'GET /v1/importaciones/{id}': { id: 'leerImportacion', en: 'Reads how far an import is' },
  'GET /v1/importaciones/{id}/errores': {
    id: 'descargarErrores',
    en: 'Downloads the rejected lines: linea, campo, problema, original',
    samples: {
      'text/csv': 'linea,campo,problema,original\r\n3,lat,Va de -90 a 90.,"TZ123456785PE,en_transito,…"\r\n',
    },
  },
  'GET /v1/importaciones/{id}/resultados': {
    id: 'descargarResultados',
    en: 'Downloads what each line became: linea, codigo, id',
    samples: { 'text/csv': `linea,codigo,id\r\n2,TZ123456785PE,${EVENTO_ID}\r\n` },
  },
  'POST /epcis/v2/capture': {
    id: 'capturarEpcis',
    en: 'Captures an EPCIS 2.0 document',
    description: EPCIS,
    problems: ['epcis-demasiado-grande', 'evento-no-admitido', 'cola-no-disponible'],
    example: {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T15:04:05.000Z',
      epcisBody: {
        eventList: [
          {
            type: 'ObjectEvent',
            eventID: `urn:uuid:${EVENTO_ID}`,
            eventTime: '2026-11-22T15:04:05.000Z',
            eventTimeZoneOffset: '-05:00',
            action: 'OBSERVE',
            epcList: ['urn:trazo:envio:TZ123456785PE'],
            bizStep: 'arriving',
            disposition: 'in_transit',
          },
        ],
      },
    },
  },
  'GET /epcis/v2/events': {
    id: 'consultarEpcis',
    en: 'Queries the EPCIS events that were captured',
    description: EPCIS_QUERY,
    problems: ['consulta-epcis', 'consulta-epcis-grande', 'formato-no-disponible'],
    samples: EPCIS_ANSWERS,
  },
  'GET /epcis/v2/events/{eventID}': {
    id: 'leerEventoEpcis',
    en: 'Reads an EPCIS event by its eventID',
    problems: ['formato-no-disponible'],
    samples: EPCIS_ANSWERS,
  },
  'GET /epcis/v2/capture/{captureID}': {
    id: 'leerCapturaEpcis',
    en: 'Reads an EPCIS capture job',
    problems: ['captura-desconocida'],
  },
};
