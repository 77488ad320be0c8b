import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** Envíos, those who send and carry them, and what is told of them. */
export const ENVIO_OPERATIONS: OperationTexts = {
  'POST /v1/clientes': { id: 'crearCliente', en: 'Creates a cliente (sender)' },
  'GET /v1/clientes': {
    id: 'listarClientes',
    en: 'Lists the clientes (senders), newest first; q searches them',
  },
  'GET /v1/clientes/{id}': { id: 'leerCliente', en: 'Reads a cliente (sender)' },
  'PATCH /v1/clientes/{id}': {
    id: 'cambiarCliente',
    en: 'Changes a cliente; what is left out stays',
    example: { nombre: 'Café Andino S.A.' },
  },
  'POST /v1/clientes/{id}/purga': {
    id: 'purgarCliente',
    en: 'Deletes the personal data of a cliente and of its envíos, in the archive as well',
    problems: ['ejecucion-en-curso'],
  },
  'POST /v1/transportistas': {
    id: 'crearTransportista',
    en: 'Creates a transportista (carrier)',
    problems: ['codigo-en-uso'],
  },
  'GET /v1/transportistas': {
    id: 'listarTransportistas',
    en: 'Lists the transportistas, newest first; q searches them',
  },
  'GET /v1/transportistas/{id}': { id: 'leerTransportista', en: 'Reads a transportista (carrier)' },
  'PATCH /v1/transportistas/{id}': {
    id: 'cambiarTransportista',
    en: 'Changes a transportista; what is left out stays',
  },
  'POST /v1/centros': { id: 'crearCentro', en: 'Creates a centro (hub)', problems: ['codigo-en-uso'] },
  'GET /v1/centros': { id: 'listarCentros', en: 'Lists the centros, newest first; q searches them' },
  'GET /v1/centros/{id}': { id: 'leerCentro', en: 'Reads a centro (hub)' },
  'PATCH /v1/centros/{id}': { id: 'cambiarCentro', en: 'Changes a centro; what is left out stays' },
  'GET /v1/dispositivos': {
    id: 'listarDispositivos',
    en: 'Lists the devices in the order of their ids; q is the beginning of one',
  },
  'GET /v1/dispositivos/{id}': {
    id: 'leerDispositivo',
    en: 'Reads a device: when it was seen, and how its clock is',
  },
  'POST /v1/codigos': {
    id: 'reservarCodigos',
    en: 'Reserves a block of codes for labels that are printed before their envíos are created',
    problems: ['codigos-agotados'],
  },
  'GET /v1/codigos': { id: 'listarBloques', en: 'Lists the blocks of reserved codes, newest first' },
  'GET /v1/codigos/{id}': { id: 'leerBloque', en: 'Reads a block of reserved codes' },
  'POST /v1/envios': {
    id: 'crearEnvio',
    en: 'Creates an envío (shipment)',
    problems: ['codigo-en-uso', 'codigos-agotados'],
  },
  'POST /v1/envios/lote': {
    id: 'crearEnvios',
    en: 'Creates up to 1,000 envíos, all of them or none',
    location: false,
    problems: ['codigo-en-uso', 'codigos-agotados'],
  },
  'GET /v1/envios': { id: 'listarEnvios', en: 'Lists and searches envíos', problems: ['archivo-ocupado'] },
  'GET /v1/envios/exportacion': {
    id: 'exportarEnvios',
    en: 'Downloads all envíos of a filter as CSV or, with `Accept: application/x-ndjson`, as NDJSON',
    problems: ['formato-no-disponible', 'archivo-ocupado'],
    samples: {
      'text/csv': 'codigo,estado,destino.ciudad\r\nTZ123456785PE,en_reparto,Cusco\r\n',
      'application/x-ndjson': '{"codigo":"TZ123456785PE","estado":"en_reparto"}\n',
    },
  },
  'GET /v1/envios/{codigo}': {
    id: 'leerEnvio',
    en: 'Reads an envío with its history',
    problems: ['envio-desconocido', 'archivo-ocupado'],
  },
  'PATCH /v1/envios/{codigo}': {
    id: 'corregirEnvio',
    en: 'Corrects an envío that has not left; what is left out stays',
    description: `Addresses, destinatario and \`fechaEstimada\`, as long as its estado is \`registrado\`. Its history then has a \`nota\` whose
\`datos\` say which fields were corrected (\`correccion\`) and by whom (\`por\`). What is as asked for already is no correction.
An address may change without its position: send \`lat\` and \`lon\` as well, or null for both.`,
    problems: ['envio-desconocido', 'envio-no-corregible', 'archivo-ocupado'],
    example: { destinatario: { telefono: '+51987654321' } },
  },
  'GET /v1/envios/{codigo}/trazas': {
    id: 'listarTrazas',
    en: 'Lists the trazas of an envío, newest first',
    problems: ['envio-desconocido', 'archivo-ocupado'],
  },
  'POST /v1/envios/{codigo}/cancelacion': {
    id: 'cancelarEnvio',
    en: 'Cancels an envío that is not closed',
    problems: ['envio-desconocido', 'envio-cerrado'],
  },
  'POST /v1/envios/{codigo}/trazas/{idEvento}/anulacion': {
    id: 'anularTraza',
    en: 'Annuls a traza and stores those that correct it, if any; 404 if the traza has not arrived yet',
    problems: ['envio-desconocido', 'traza-desconocida'],
  },
  'GET /v1/envios/{codigo}/eventos': {
    id: 'seguirEnvio',
    en: 'Follows an envío live',
    description: `Server-Sent Events. Each \`data\` is a CloudEvent; \`pe.trazo.envio.actualizado.v1\` says that something else changed, or
may have, and that the envío is to be read again. With \`Last-Event-ID\` comes what was missed as well. Whoever shows an envío
opens this first and reads it afterwards: then nothing is lost.`,
    problems: ['envio-desconocido', 'cursor-vencido', 'demasiados-seguidores'],
    samples: {
      'text/event-stream':
        'id: AAAAAAAABNIAAAAA\nevent: pe.trazo.envio.estado-cambiado.v1\ndata: {"specversion":"1.0","id":"AAAAAAAABNIAAAAA"}\n\n',
    },
  },
  'GET /v1/eventos': {
    id: 'listarEventos',
    en: 'Reads the changes of estado of all envíos, in order',
    description: `Each change of estado or motivo of any envío, and each correction of one, once and in one order that is the same for all: that of the commits,
and that of each envío. \`Link\` (rel="next") always leads to what follows, also when there is nothing yet;
\`Trazo-Al-Dia: si\` says that there was no more. Whoever was away goes on where he was as long as the event is kept
(TRAZO_EVENTOS_DIAS); after that, 410.`,
    problems: ['cursor-vencido'],
  },
  'GET /v1/kpis/resumen': {
    id: 'leerResumen',
    en: 'Counts the envíos by estado, and today beside yesterday',
    problems: ['archivo-ocupado'],
  },
  'GET /v1/kpis/diario': {
    id: 'listarKpiDiario',
    en: 'Created, delivered, in time and at the first try, by day, transportista, cliente or region',
    problems: ['archivo-ocupado'],
  },
  'GET /v1/kpis/transito': {
    id: 'listarKpiTransito',
    en: 'Hours on the way of what was delivered (p50, p90, p95), by lane and transportista',
    problems: ['archivo-ocupado'],
  },
  'GET /v1/kpis/motivos': {
    id: 'listarKpiMotivos',
    en: 'Counts the trazas by motivo',
    problems: ['archivo-ocupado'],
  },
};
