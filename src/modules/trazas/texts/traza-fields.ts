import { ENVIO_ID, EVENTO_ID } from '../../estados/contract.js';
import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const CAPTURA_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a05-0-1-5f2a90c3b41d';

/** Fields of trazas on their way in: captures, receipts, rechazos, devices, imports. */
export const TRAZA_FIELDS: FieldTexts = {
  idEvento: [
    'Id que el dispositivo da a la traza: dos veces el mismo es una sola traza.',
    'The device’s own id of the traza: the same one twice is one traza.',
    EVENTO_ID,
  ],
  tipo: ['Qué ocurrió.', 'What happened.', 'en_transito'],
  motivo: ['Por qué ocurrió.', 'Why it happened.', null],
  ocurridoEn: [
    'Cuándo ocurrió, por el reloj del dispositivo; corregido si `enviadoEn` dice que ese reloj se aparta más de un minuto.',
    'When it happened, by the device’s clock; corrected if `enviadoEn` says that this clock is off by more than a minute.',
    '2026-11-22T15:04:05.000Z',
  ],
  recibidoEn: [
    'Cuándo la recibimos, por nuestro reloj.',
    'When we took it in, by our clock.',
    '2026-11-22T15:04:06.120Z',
  ],
  secuencia: [
    'Contador del dispositivo: ordena lo que ocurrió a la vez.',
    'The device’s own counter: orders what happened at the same time.',
    41,
  ],
  lugar: ['Dónde ocurrió, en palabras.', 'Where it happened, in words.', 'Ayacucho'],
  'TrazaSinCodigo.datos': [
    'Lo demás que el dispositivo tenga que decir; como JSON, 16 KiB a lo sumo.',
    'Whatever else the device has to say; as JSON, 16 KiB at most.',
    { bateria: 0.8 },
  ],
  'TrazaInput.datos': [
    'Lo demás que el dispositivo tenga que decir; como JSON, 16 KiB a lo sumo.',
    'Whatever else the device has to say; as JSON, 16 KiB at most.',
    { bateria: 0.8 },
  ],
  'TrazaSinCodigo.idEvento': [
    'Id que el dispositivo da a la traza: dos veces el mismo es una sola traza.',
    'The device’s own id of the traza: the same one twice is one traza.',
    '0c7b0a52-9a3c-4a52-8a7e-2f0a1d6a9b12',
  ],
  ocurridoEnDispositivo: [
    'Lo que dijo el dispositivo, donde `ocurridoEn` se corrigió; nulo si no.',
    'What the device said, where `ocurridoEn` was corrected; null if it was not.',
    null,
  ],
  enviadoEn: [
    'Cuándo lo envió el dispositivo, por su propio reloj, en este mismo intento.',
    'When the device sent it, by its own clock, as of this very attempt.',
    '2026-11-22T15:04:06.000Z',
  ],
  'TrazaHistorial.datos': [
    'Lo demás que el dispositivo dijo.',
    'Whatever else the device had to say.',
    { bateria: 0.8 },
  ],
  anomala: ['Si no se cree: se guarda y se muestra.', 'Whether it is not believed: it is kept and shown.'],
  anomalia: [
    'Por qué: `reloj`, su hora no puede ser cierta (más de cinco minutos después de recibirla, o más de un día antes de crearse el envío): no mueve nada ni cuenta en ninguna cifra; `lugar`, no tiene sentido tras lo que había ocurrido.',
    'Why: `reloj`, its time cannot be true (more than five minutes after we got it, or more than a day before its envío was created): it moves nothing and counts in no figure; `lugar`, it makes no sense after what had happened.',
  ],
  anomalias: ['Trazas que no se creen, y por qué.', 'Trazas that are not believed, and why.'],
  'Anomalias.reloj': ['Aquellas cuya hora no puede ser cierta.', 'Those whose time cannot be true.', 0],
  'Anomalias.lugar': [
    'Las que no tienen sentido tras lo que había ocurrido.',
    'Those that make no sense after what had happened.',
    0,
  ],
  anulada: [
    'Si se anuló: se muestra y no cuenta para nada.',
    'Whether it was annulled: it shows, and counts for nothing.',
  ],

  capturaId: ['Id del recibo: `/v1/capturas/<id>`.', 'Id of the receipt: `/v1/capturas/<id>`.', CAPTURA_ID],
  aceptadas: ['Cuántas se aceptaron: están en el disco.', 'How many were accepted: they are on disk.', 1],
  'Captura.rechazadas': [
    'Las que no son válidas, cada una con su índice.',
    'Those that are not valid, each with its index.',
  ],
  recibo: [
    'Solo con `esperar`: el recibo, en cuanto cada evento tiene su resultado; nulo si no lo tuvo a tiempo.',
    'Only with `esperar`: the receipt, as soon as every event has its outcome; null if that took longer.',
  ],
  contenidoDistinto: [
    'Solo en una duplicada que no dice lo que está guardado con su idEvento: vale lo guardado.',
    'Only of a duplicate that does not say what is stored under its idEvento: what is stored stands.',
    true,
  ],
  indice: ['Su índice en la solicitud.', 'Its index in the request.', 0],
  'Recibo.id': ['Id de la captura.', 'Id of the capture.', CAPTURA_ID],
  'Recibo.estado': [
    '`completa` cuando ningún evento está pendiente.',
    '`completa` when no event is pending.',
    'completa',
  ],
  aplicadaEn: [
    'Cuándo se guardó, o después, cuando se guardó algo suyo que esperaba; nulo mientras está en la cola.',
    'When it was stored, or later, when something of it that waited was; null while it is in the queue.',
    '2026-11-22T15:04:06.480Z',
  ],
  total: ['Cuántos son.', 'How many they are.', 1],
  aplicadas: ['Cuántas se guardaron.', 'How many were stored.', 1],
  duplicadas: ['Cuántas ya estaban.', 'How many were there already.', 0],
  rechazadas: ['Cuántas se rechazaron.', 'How many were rejected.', 0],
  anuladaPor: [
    'Solo de una captura `todo-o-nada` que no se guardó: índice de la primera traza que lo impidió. Las que no tienen culpa dicen `captura-anulada`.',
    'Only of a `todo-o-nada` capture that was not stored: index of the first traza that prevented it. Those that are not to blame say `captura-anulada`.',
    1,
  ],
  eventos: ['Cada traza, con su resultado.', 'Each traza, with its result.'],
  'TrazaDeRecibo.resultado': ['Qué fue de ella.', 'What became of it.', 'aplicada'],
  'TrazaDeRecibo.problema': ['Por qué se rechazó.', 'Why it was rejected.', null],

  'Rechazo.estado': ['Si sigue abierto.', 'Whether it is still open.', 'abierto'],
  'ListRechazosInput.estado': ['En este estado.', 'In this state.', 'abierto'],
  razon: [
    'Por qué se rechazó, en el último intento.',
    'Why it was rejected, on the last try.',
    'envio-desconocido',
  ],
  detalle: ['Lo que se dijo de ella.', 'What was said of it.', null],
  tandaId: ['La tanda en que vino.', 'The tanda it came in.', '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a05'],
  'Rechazo.indice': ['Su lugar en la tanda.', 'Its place in the tanda.', 0],
  recibidaEn: ['Cuándo la recibimos.', 'When we took it in.', '2026-11-22T15:04:06.120Z'],
  rechazadaEn: ['Cuándo se rechazó.', 'When it was rejected.', '2026-11-23T15:04:06.480Z'],
  cuerpo: [
    'La traza tal como llegó.',
    'The traza as it was posted.',
    { tipo: 'en_transito', lugar: 'Ayacucho' },
  ],
  intentos: ['Intentos de guardarla de nuevo.', 'Tries to store it again.', 0],
  intentadoEn: ['Cuándo se intentó por última vez.', 'When it was tried last.', null],
  resueltoEn: ['Cuándo se cerró.', 'When it was closed.', null],
  resueltoPor: [
    'Dirección de quien pidió lo que lo cerró.',
    'Address of whoever asked for what closed it.',
    null,
  ],
  resueltoMotivo: [
    'A qué llegó el reproceso, o por qué se descartó.',
    'What a reprocess came to, or why it was discarded.',
    null,
  ],
  'DiscardRechazoInput.motivo': ['Por qué se descarta.', 'Why it is discarded.', 'prueba de un escáner'],
  'FiltroRechazos.codigo': [
    'Código de seguimiento del envío.',
    'Tracking code of the envío.',
    'TZ123456785PE',
  ],
  'FiltroRechazos.desde': [
    'Rechazados en este instante o después.',
    'Rejected at this moment or later.',
    '2026-11-01T00:00:00Z',
  ],
  'FiltroRechazos.hasta': [
    'Rechazados antes de este instante.',
    'Rejected before this moment.',
    '2026-12-01T00:00:00Z',
  ],
  'ListRechazosInput.desde': ['Rechazados en este instante o después.', 'Rejected at this moment or later.'],
  'ListRechazosInput.hasta': ['Rechazados antes de este instante.', 'Rejected before this moment.'],
  intentados: ['Rechazos que se intentaron.', 'Rechazos that were tried.', 1],
  'Reproceso.rechazadas': [
    'Rechazadas otra vez: siguen abiertas, con la razón nueva.',
    'Rejected again: still open, with the new reason.',
    0,
  ],

  'Dispositivo.id': ['Identificador (UUID).', 'Identifier (UUID).', '3f0c0f52-6f1a-4b5e-9d61-6a2f5f4f2b10'],
  contenidosDistintos: [
    'Repeticiones de una traza que decían otra cosa que la primera: vale la que se guardó.',
    'Repeats of a traza that said something else than the first: what was stored stands.',
    0,
  ],
  'Dispositivo.primeraTrazaEn': [
    'Cuándo recibimos su primera traza.',
    'When we took its first traza in.',
    '2026-11-20T08:00:00.000Z',
  ],
  'Dispositivo.ultimaTrazaEn': [
    'Cuándo recibimos su última traza.',
    'When we took its last traza in.',
    '2026-11-22T15:04:06.120Z',
  ],
  reloj: [
    '`adelantado` lo prueban trazas que llegaron antes de ocurrir; `posible_atraso` se sospecha cuando de muchas ninguna llegó en cinco minutos.',
    '`adelantado` is proven by trazas that came before they happened; `posible_atraso` is suspected when not one of many came within five minutes.',
  ],
  desfaseRelojMs: [
    'Milisegundos que su reloj adelanta, al menos; atrasa, a lo sumo, si es negativo. Nulo si no se sabe.',
    'Milliseconds that its clock is ahead of ours, at least; behind, at most, if negative. Null if not known.',
    0,
  ],
  desfaseReloj: ['Lo mismo como duración ISO 8601.', 'The same as an ISO 8601 duration.', 'PT0S'],

  'ImportacionInput.tipo': ['De qué son las líneas.', 'What the lines are of.', 'trazas'],
  'Importacion.tipo': ['De qué son las líneas.', 'What the lines are of.', 'trazas'],
  'Importacion.estado': ['Hasta dónde va.', 'How far it is.'],
  'Importacion.lineas': [
    'Líneas del archivo, sin la de los nombres.',
    'Lines of the file, without that of the names.',
    2,
  ],
  'Importacion.aceptadas': ['Líneas que entraron.', 'Lines that went in.', 2],
  'Importacion.rechazadas': ['Líneas que se rechazaron.', 'Lines that were rejected.', 0],
  'Importacion.progreso': ['Hasta dónde va, en líneas.', 'How far it is, in lines.'],
  'Importacion.errores': [
    'Dónde está el informe de las líneas rechazadas.',
    'Where the report of the rejected lines is.',
    `/v1/importaciones/${ENVIO_ID}/errores`,
  ],
  'Importacion.resultados': [
    'Dónde está en qué se convirtió cada línea.',
    'Where to find what each line became.',
    `/v1/importaciones/${ENVIO_ID}/resultados`,
  ],
};
