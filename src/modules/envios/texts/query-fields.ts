import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const SEVERAL_ES = 'Varios: repetido, o con comas entre ellos.';
const SEVERAL_EN = 'Several: repeated, or with commas between them.';
const CLIENTE: FieldTexts[string] = ['De este cliente, por su id.', 'Of this cliente, by its id.'];
const TRANSPORTISTA: FieldTexts[string] = [
  'De este transportista, por su id.',
  'Of this transportista, by its id.',
];
const REGION: FieldTexts[string] = ['Región del destino.', 'Region of the destination.'];
const ARCHIVO: FieldTexts[string] = ['También lo que está en el archivo.', 'Also what is in the archive.'];
const DESDE: FieldTexts[string] = [
  'Primer día; 29 días antes del último, si se omite.',
  'First business day; 29 days before the last one if left out.',
];
const HASTA: FieldTexts[string] = [
  'Último día, incluido; hoy, si se omite.',
  'Last business day, itself included; today if left out.',
];

const ENVIOS: FieldTexts = {
  estado: [`En uno de estos estados. ${SEVERAL_ES}`, `In one of these estados. ${SEVERAL_EN}`],
  motivo: [`Por uno de estos motivos. ${SEVERAL_ES}`, `For one of these motivos. ${SEVERAL_EN}`],
  anomalia: [
    `Con trazas que no se creen, por una de estas razones. ${SEVERAL_ES}`,
    `With trazas that are not believed, for one of these reasons. ${SEVERAL_EN}`,
  ],
  cliente: CLIENTE,
  transportista: TRANSPORTISTA,
  centro: ['Centro de la última traza, por su id.', 'Centro of the last traza, by its id.'],
  referencia: [
    'Con esta referencia del cliente, exactamente.',
    'With this reference of the cliente, exactly.',
  ],
  region: REGION,
  creadoDesde: ['Creados entonces o después.', 'Created then or later.'],
  creadoHasta: ['Creados entonces o antes.', 'Created then or before.'],
  ultimaTrazaDesde: ['La última traza ocurrió entonces o después.', 'The last traza happened then or later.'],
  ultimaTrazaHasta: ['La última traza ocurrió entonces o antes.', 'The last traza happened then or before.'],
  atrasado: [
    'Pasaron su fechaEstimada y no llegaron a su fin.',
    'Past their fechaEstimada, and not at their end.',
  ],
  sinMovimientoDesde: [
    'No llegaron a su fin, y desde entonces no les pasó nada.',
    'Not at their end, and nothing has happened since then.',
  ],
  codigo: [
    `Con uno de estos códigos, hasta 200. ${SEVERAL_ES}`,
    `With one of these codes, up to 200. ${SEVERAL_EN}`,
  ],
  q: [
    'Palabras: cada una es el comienzo de una del código, la referencia, el destinatario, su teléfono (con o sin el prefijo del país), la dirección de origen o de destino, la ciudad de destino o el cliente; sin acentos ni mayúsculas, y con una letra equivocada perdonada.',
    'Words, each of which is the beginning of one of the code, referencia, destinatario, their telephone (with or without its country), address of origin or destination, city of destination or cliente; without regard to accents and case, and one wrong letter is forgiven.',
  ],
  incluirArchivo: [
    'También lo que está en el archivo: más lento, y con un límite de cuántos a la vez.',
    'Also what is in the archive: slower, and with a limit on how many ask at a time.',
  ],
  orden: [
    'Orden; `-` pone primero lo más nuevo o lo último. Lo que no tiene esa fecha va al final.',
    'Order; `-` is the newest or latest first. What has no such time comes last.',
  ],
  campos: [
    `Solo estos campos: \`codigo\`, \`destino\` o \`destino.ciudad\`. ${SEVERAL_ES}`,
    `These fields alone: \`codigo\`, \`destino\` or \`destino.ciudad\`. ${SEVERAL_EN}`,
  ],
};

const TRAZAS: FieldTexts = {
  recibidoDesde: ['Recibidas entonces o después.', 'Received then or later.'],
  recibidoHasta: ['Recibidas entonces o antes.', 'Received then or before.'],
  creadoDesde: ['De envíos creados entonces o después.', 'Of envíos that were created then or later.'],
  creadoHasta: ['De envíos creados entonces o antes.', 'Of envíos that were created then or before.'],
  codigo: [
    `De hasta 200 envíos, por su código. ${SEVERAL_ES}`,
    `Of up to 200 envíos, by code. ${SEVERAL_EN}`,
  ],
  tipo: [`Solo estos tipos. ${SEVERAL_ES}`, `Only these types. ${SEVERAL_EN}`],
  dispositivo: ['Del dispositivo con este id.', 'Of the device with this id.'],
  anomalia: [
    `Solo las que no se creen, por una de estas razones. ${SEVERAL_ES}`,
    `Only those that are not believed, for one of these reasons. ${SEVERAL_EN}`,
  ],
  incluirArchivo: ARCHIVO,
};

const SCOPE: FieldTexts = {
  cliente: CLIENTE,
  transportista: TRANSPORTISTA,
  region: REGION,
  incluirArchivo: ARCHIVO,
};
const KPIS: FieldTexts = { ...SCOPE, desde: DESDE, hasta: HASTA };

const of = (type: string, texts: FieldTexts) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${type}.${name}`, text]));

/** Parameters of queries. */
export const QUERY_FIELDS: FieldTexts = {
  'SearchPageInput.q': [
    'Palabras: cada una es el comienzo de una de lo que se lista; sin acentos ni mayúsculas.',
    'Words, each of which is the beginning of one of what is listed; without regard to accents and case.',
  ],
  'DispositivosInput.q': ['El comienzo del id.', 'The beginning of the id.'],
  ...of('ListEnviosInput', ENVIOS),
  ...of('EnvioFilter', ENVIOS),
  ...of('ExportacionInput', ENVIOS),
  ...of('ExportacionTrazasInput', TRAZAS),
  bom: [
    'Si el CSV empieza con una marca de orden de bytes: Excel la necesita para leer UTF-8.',
    'Whether the CSV begins with a byte order mark: Excel needs it to read UTF-8.',
  ],
  ...of('KpiDiarioInput', KPIS),
  ...of('KpiMotivosInput', KPIS),
  ...of('KpiTransitoInput', KPIS),
  ...of('KpiResumenInput', SCOPE),
  'KpiResumenInput.sinMovimientoHoras': [
    'Horas sin una traza tras las que un envío abierto cuenta como quieto.',
    'Hours without a traza after which an open envío counts as stuck.',
  ],
  al: [
    'Como era en este instante del negocio: por lo que había ocurrido entonces, hasta donde hoy se sabe.',
    'As it was at this instant of the business: by what had happened then, as far as it is known now.',
  ],
  'GetEnvioInput.historial': [
    'Cuántas trazas: `todo` (10.000 a lo sumo), `ninguno`, o las más nuevas, tantas. Si se omite, las cien que más dicen: las posiciones y los escaneos ocupan el sitio que dejan las otras.',
    'How many trazas: `todo` (10,000 at most), `ninguno`, or the newest so many. Left out, the hundred that say most: positions and scans take what room the others leave.',
  ],
  'GetEnvioInput.tipo': [
    `Solo trazas de estos tipos. ${SEVERAL_ES}`,
    `Trazas of these types alone. ${SEVERAL_EN}`,
  ],
  ...of('ListEnvioTrazasInput', {
    tipo: [`Solo de estos tipos. ${SEVERAL_ES}`, `Of these types alone. ${SEVERAL_EN}`],
    anomalia: [
      `Solo las que no se creen, por una de estas razones. ${SEVERAL_ES}`,
      `Those alone that are not believed, for one of these reasons. ${SEVERAL_EN}`,
    ],
  }),
  'ListImportacionesInput.estado': ['Solo las que van así.', 'Only those that are this far.'],
  'ListImportacionesInput.tipo': [
    'Solo archivos de trazas, o de envíos.',
    'Only files of trazas, or of envíos.',
  ],
  'ListEventosInput.limit': ['Cuántos eventos a lo sumo.', 'Most events of an answer.', 100],
  'ListEventosInput.cursor': [
    'El de `Link`, o el id del último evento que se trabajó.',
    'That of `Link`, or the id of the last event that was worked off.',
  ],
  'ListEventosInput.desde': [
    'Dónde empezar sin un cursor: en el más antiguo que se guarda, o detrás del más nuevo.',
    'Where to begin without a cursor: at the oldest event that is kept, or behind the newest.',
  ],
  'ListEventosInput.tipo': [
    'Solo de este tipo, o de los que cumplen este patrón: `*` está por lo que sea.',
    'Of this type alone, or of those that meet this pattern: `*` stands for anything.',
    'pe.trazo.envio.*',
  ],
  'ListEventosInput.cliente': CLIENTE,
  'ListEventosInput.esperar': [
    'Cuánto esperar un evento cuando no hay ninguno, 10 s a lo sumo.',
    'How long to wait for an event when there is none yet, 10 s at most.',
  ],
};
