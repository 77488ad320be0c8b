import { ENVIO_ID, EVENTO_ID } from '../../estados/contract.js';
import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const JOB_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a05';

/** Fields whose names come from a standard, problems, and what is no field: parameters of paths, headers. */
export const WIRE_FIELDS: FieldTexts = {
  'Problema.type': [
    'Página que explica el problema.',
    'Page that explains the problem.',
    '/problemas/validacion',
  ],
  'Problema.detail': [
    'Qué pasó esta vez.',
    'What happened this time.',
    'Hay 1 campo(s) por corregir; vea «errors».',
  ],
  'Problema.instance': ['La solicitud.', 'The request.', '/v1/envios'],
  'Problema.requestId': [
    'Id de la solicitud, también en el registro del servidor.',
    'Id of the request, in the server’s log as well.',
    '9f86d081884c7d650000000000000001',
  ],

  erroresOmitidos: ['Cuántos errores hay además de los enumerados.', 'How many more errors there are.', 3],

  specversion: ['Versión de CloudEvents.', 'Version of CloudEvents.'],
  'Evento.id': [
    'También el cursor, y el `Last-Event-ID`, de lo que sigue.',
    'Also the cursor, and the `Last-Event-ID`, of what comes behind it.',
    'AAAAAAAABNIAAAAA',
  ],
  source: ['Quién lo dice.', 'Who says so.', '/v1/envios'],
  'Evento.type': ['Qué ocurrió.', 'What happened.', 'pe.trazo.envio.estado-cambiado.v1'],
  subject: ['Código del envío.', 'Code of the envío.', 'TZ123456785PE'],
  time: [
    'Cuándo se guardó, justo antes de ser visible.',
    'When it was stored, just before it became visible.',
    '2026-11-22T15:04:06.480Z',
  ],
  datacontenttype: ['Formato de `data`.', 'Format of `data`.'],
  data: ['Lo que se dice del envío.', 'What is said of the envío.'],
  'DatosEvento.id': ['Id del envío.', 'Id of the envío.', ENVIO_ID],
  'DatosEvento.estado': [
    'Su estado; falta, como lo que sigue, en `actualizado`.',
    'Its estado; missing, as what follows, in `actualizado`.',
    'en_transito',
  ],
  'DatosEvento.transportistaId': [
    'Quien lo lleva.',
    'Who carries it.',
    '01980a3e-5c00-7a10-8d3b-2f6c1e9b4a02',
  ],
  'DatosEvento.ocurridoEn': [
    'Cuándo ocurrió la traza que lo movió por última vez; nulo si no hay ninguna.',
    'When the traza happened that moved it last; null without any.',
    '2026-11-28T15:04:05.000Z',
  ],
  'DatosEvento.lugar': [
    'Dónde ocurrió: lo que dice su traza o el nombre de su centro; nulo si no se sabe, o si el envío está en el archivo.',
    'Where that was: as its traza says, or the name of its centro; null where it is not known, or the envío is archived.',
    'Ayacucho',
  ],
  'DatosEvento.campos': [
    'Solo en `corregido`: los campos que se corrigieron. Lo que dicen se lee en el envío.',
    'Only in `corregido`: the fields that were corrected. What they say is to be read in the envío.',
    ['destino.direccion', 'fechaEstimada'],
  ],
  'DatosEvento.motivo': ['Por qué está en ese estado.', 'Why it is in that estado.', null],
  estadoAnterior: [
    'El de antes; nulo en un envío recién creado.',
    'The one before; null for an envío that was created.',
    'recogido',
  ],
  motivoAnterior: ['El de antes.', 'The one before.', null],

  'EpcisDocumento.@context': ['Contexto JSON-LD de GS1.', 'JSON-LD context of GS1.'],
  'EpcisDocumento.type': ['Qué documento es.', 'Which document it is.'],
  'EpcisDocumento.schemaVersion': ['Versión del esquema.', 'Version of the schema.', '2.0'],
  'EpcisDocumento.creationDate': [
    'Cuándo se hizo el documento.',
    'When the document was made.',
    '2026-11-22T15:04:05.000Z',
  ],
  'EpcisDocumento.epcisBody': ['Los eventos.', 'The events.'],
  captureID: ['Id del trabajo de captura.', 'Id of the capture job.', JOB_ID],
  createdAt: ['Cuándo llegó.', 'When it came in.', '2026-11-22T15:04:05.000Z'],
  finishedAt: [
    'Cuándo terminó; falta mientras corre.',
    'When it was done; missing while it is running.',
    '2026-11-22T15:04:06.480Z',
  ],
  running: ['Si alguna traza sigue sin resolverse.', 'Whether some traza has not been settled yet.'],
  success: ['Si no hubo ningún error hasta ahora.', 'Whether there was no error so far.', true],
  captureErrorBehaviour: ['Qué se pidió hacer con los errores.', 'What was asked to be done about errors.'],
  'EpcisCaptureJob.errors': ['Los eventos que no se capturaron.', 'The events that were not captured.', []],
  eventIndex: ['Índice del evento en el documento.', 'Index of the event in the document.', 0],
  'EpcisError.type': [
    'Tipo del propio estándar: `epcisException:…`.',
    'Of the standard’s own: `epcisException:…`.',
    'epcisException:ValidationException',
  ],

  'Vida.estado': ['Siempre `vivo`.', 'Always `vivo`.'],
  'Disponibilidad.estado': ['Siempre `listo`; si no lo está, 503.', 'Always `listo`; when it is not, 503.'],
  avisos: [
    'Qué falta, llega tarde o no recibe nada por un rato, sin que haga falta.',
    'What is away, late, or takes nothing for a while, without being needed.',
  ],

  'path.id': ['Identificador (UUID).', 'Identifier (UUID).', ENVIO_ID],
  'path.codigo': ['Código de seguimiento.', 'Tracking code.', 'TZ123456785PE'],
  'path.idEvento': ['`idEvento` de la traza.', '`idEvento` of the traza.', EVENTO_ID],
  'path.mes': ['El mes.', 'The month.', '2023-04'],
  'path.captureID': ['Id del trabajo de captura.', 'Id of the capture job.', JOB_ID],
  'query.esperar': [
    'Cuánto esperar el resultado, como `500ms` o `2s`; a lo sumo 10 s. La respuesta trae entonces `recibo`: el recibo, en cuanto cada evento tiene su resultado (también `pendiente`, si espera su envío), o nulo si no lo tuvo a tiempo. Es 202 en ambos casos.',
    'How long to wait for the outcome, as `500ms` or `2s`; 10 s at most. The answer then has `recibo`: the receipt, as soon as every event has its outcome (`pendiente` too, if it waits for its envío), or null if that took longer. It is 202 in both cases.',
  ],
  'header.idempotency-key': [
    'Hace que repetir la solicitud no cree nada de nuevo. Se recuerda 24 horas.',
    'Makes a repeat of the request create nothing anew. It is remembered for 24 hours.',
  ],
  'header.if-match': [
    'El ETag que se leyó: si el recurso cambió desde entonces, 412 y no se cambia nada.',
    'The ETag that was read: if the resource has changed since, 412 and nothing is changed.',
  ],
  'header.if-none-match': [
    'El ETag de una respuesta anterior: si nada cambió, 304 sin cuerpo.',
    'The ETag of an earlier answer: if nothing has changed, 304 without a body.',
  ],
  'header.accept-language': [
    'Idioma de los textos: `es` (el de siempre) o `en`.',
    'Language of texts: `es` (the default) or `en`.',
  ],
  'header.trazo-version-minima': [
    '`Trazo-Version` de una escritura: la respuesta muestra por lo menos lo que había entonces.',
    '`Trazo-Version` of a write: the answer shows at least what there was then.',
  ],
  'header.trazo-enviado-en': [
    'Cuándo envía el dispositivo esta solicitud, según su propio reloj: vale para los eventos sin `enviadoEn`. Si su reloj se aparta del nuestro más de un minuto, `ocurridoEn` se corrige. Póngalo de nuevo en cada reintento.',
    'When the device sends this request, by its own clock: holds for events without `enviadoEn`. Where that clock is off by more than a minute, `ocurridoEn` is corrected. Say it anew at each retry.',
    '2026-11-22T15:04:06.000Z',
  ],
  'header.trazo-captura': [
    'Qué hacer cuando solo algunos son buenos: se guardan esos, o ninguno. Con `todo-o-nada` ninguno espera a su envío.',
    'What to do when only some are good: those are stored, or none. With `todo-o-nada` none waits for its envío.',
  ],
  'header.last-event-id': [
    'Id del último evento recibido: sigue detrás de él.',
    'Id of the last event that was received: it goes on behind that.',
  ],
  'header.gs1-capture-error-behaviour': [
    'rollback: todo o nada. proceed: los eventos buenos entran, los malos se informan por su índice.',
    'rollback: all or nothing. proceed: the good events go in, each bad one is reported by its index.',
  ],
};
