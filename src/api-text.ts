import { MAX_ERRORS } from './platform/errors/faults.js';
import type { DocumentText } from './platform/api-description/texts/document.js';
import type { Bilingual } from './platform/errors/problem.js';
import { MAX_DEPTH, MAX_KEYS } from './platform/validation/json-bounds.js';

/** What stands at the top of the description. */
const about: Bilingual = {
  es: `Seguimiento de envíos. Cuerpos de hasta 1 MiB; listas de hasta 1.000 elementos. En JSON, hasta ${MAX_DEPTH} niveles, uno
dentro de otro, y ${MAX_KEYS} campos por objeto.

Los instantes son RFC 3339 con zona, de los años 1900 a 2199 contados en UTC, y se guardan en UTC. De lo que esté mal se enumeran
a lo más ${MAX_ERRORS} errores; \`erroresOmitidos\` dice cuántos hay además. Un campo que puede faltar y falta es como nulo, salvo en un PATCH, donde queda como estaba.

Toda escritura responde con \`Trazo-Version\`. Una lectura que lo trae como \`Trazo-Version-Minima\` muestra por lo menos lo que
había entonces; sin él, y con una réplica de lectura, puede mostrar lo de un momento antes.

Toda respuesta lleva \`X-Request-Id\`: el trace-id de \`traceparent\` (W3C) si vino, o uno nuevo. Lo que está mal se dice como
\`application/problem+json\` (RFC 9457). En inglés: \`/docs?idioma=en\`.`,
  en: `Tracking of shipments (envíos). Bodies of up to 1 MiB; lists of up to 1,000 items. In JSON, up to ${MAX_DEPTH} levels inside each
other and ${MAX_KEYS} fields an object.

Instants are RFC 3339 with a zone, of the years 1900 to 2199 in UTC, and are kept in UTC. Of what is wrong ${MAX_ERRORS} errors are told
at most; \`erroresOmitidos\` says how many more there are. A field that may be left out, and is, is as null, but in a PATCH, where it stays as it was.

Every write answers \`Trazo-Version\`. A read that brings it as \`Trazo-Version-Minima\` shows at least what there was then;
without it, and with a replica for reads, it may show what there was a moment before.

Every answer has \`X-Request-Id\`: the trace id of \`traceparent\` (W3C) if one came, or a new one. What is wrong is told as
\`application/problem+json\` (RFC 9457). The words of the business are Spanish in both languages: envío (shipment), traza
(tracking event), cliente (sender), transportista (carrier), centro (hub), rechazo (rejected event), periodo (month),
programación (schedule), ejecución (run).`,
};

const servers: DocumentText['servers'] = [
  { url: '/', description: { es: 'El servidor de este documento', en: 'The server of this document' } },
  {
    url: 'http://127.0.0.1:3000',
    description: { es: 'El de `npm start`', en: 'That of `npm start`' },
  },
];

/** Groups of operations, in their order. */
const tags: DocumentText['tags'] = {
  envios: { es: 'Envíos: crear, buscar, leer, cancelar.', en: 'Shipments: create, search, read, cancel.' },
  codigos: {
    es: 'Códigos reservados para etiquetas que se imprimen antes.',
    en: 'Codes reserved for labels that are printed beforehand.',
  },
  trazas: {
    es: 'Trazas que entran, y sus recibos.',
    en: 'Tracking events on their way in, and their receipts.',
  },
  eventos: { es: 'Lo que pasa, en orden y en vivo.', en: 'What happens, in order and live.' },
  clientes: { es: 'Quienes envían.', en: 'Those who send.' },
  transportistas: { es: 'Quienes llevan.', en: 'Those who carry.' },
  centros: { es: 'Por dónde pasa.', en: 'Where it passes.' },
  dispositivos: { es: 'Quienes ven, y sus relojes.', en: 'Those that see, and their clocks.' },
  rechazos: {
    es: 'Trazas aceptadas que no se pudieron guardar.',
    en: 'Accepted trazas that could not be stored.',
  },
  importaciones: { es: 'Archivos CSV.', en: 'CSV files.' },
  epcis: { es: 'GS1 EPCIS 2.0.', en: 'GS1 EPCIS 2.0.' },
  kpis: { es: 'Cifras por día del negocio.', en: 'Figures by business day.' },
  periodos: { es: 'Meses, y su camino al archivo.', en: 'Months, and their way to the archive.' },
  programaciones: { es: 'Trabajos por el reloj.', en: 'Jobs by the clock.' },
  ejecuciones: { es: 'Lo que corrió y corre.', en: 'What ran and runs.' },
  colas: { es: 'Cuánto espera, y quién trabaja.', en: 'How much waits, and who works.' },
  lectores: {
    es: 'Quienes reaccionan a lo que pasa, y hasta dónde van.',
    en: 'What reacts to what happens, and how far it is.',
  },
  webhooks: { es: 'A quién se avisa de lo que pasa.', en: 'Who is told of what happens.' },
  comercios: { es: 'Quienes venden, y sus menús.', en: 'Those who sell, and their menus.' },
  productos: { es: 'Lo que se vende, y lo que hay de ello.', en: 'What is sold, and what there is of it.' },
  pedidos: { es: 'La compra, de la canasta a la puerta.', en: 'The sale, from basket to door.' },
  cupones: { es: 'Descuentos por un código.', en: 'Discounts by a code.' },
  pagos: { es: 'El dinero, y lo que vuelve.', en: 'Money, and what of it goes back.' },
  usuarios: { es: 'Personas, y lo que pueden hacer.', en: 'People, and what they may do.' },
  sesiones: { es: 'Entrar, seguir dentro y salir.', en: 'Coming in, staying in and leaving.' },
  claves: { es: 'Claves de máquinas.', en: 'Keys of machines.' },
  seguimiento: { es: 'Para quien espera un envío.', en: 'For whoever waits for an envío.' },
  auditoria: { es: 'Quién hizo qué.', en: 'Who did what.' },
  operacion: { es: 'Lo que se cambia en marcha.', en: 'What is changed while everything runs.' },
  salud: { es: 'Lo que pregunta un orquestador.', en: 'What an orchestrator asks.' },
};

/** What stands at the top of the API's description. */
export const API_TEXT: DocumentText = { about, servers, tags };
