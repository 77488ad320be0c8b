import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const URL = [
  'Adónde se envía, por https.',
  'Where it is sent to, by https.',
  'https://tienda.example/avisos',
] as const;
const TYPES = [
  'Tipos de eventos que se quieren; `*` vale por cualquier cosa.',
  'Types of events that are wanted; `*` stands for anything.',
  ['pe.trazo.envio.*'],
] as const;
const ABOUT = ['Para qué es.', 'What it is for.', 'avisos de la tienda'] as const;
const ON = ['Si se le envía algo.', 'Whether anything is sent to it.', true] as const;

const WHY = [
  'Por qué se apagó, si lo apagamos nosotros.',
  'Why it is off, if we turned it off.',
  null,
] as const;

/** A field of every class that shows or takes a webhook. */
const inEach = (
  classes: readonly string[],
  field: string,
  text: readonly [es: string, en: string, example: unknown],
): FieldTexts => Object.fromEntries(classes.map((name) => [`${name}.${field}`, [...text]]));

const TAKEN = ['WebhookInput', 'WebhookCambio'];
const SHOWN = ['Webhook', 'WebhookCreado'];

/** Fields of webhooks and their deliveries. */
export const WEBHOOK_FIELDS: FieldTexts = {
  ...inEach([...TAKEN, ...SHOWN], 'url', URL),
  ...inEach([...TAKEN, ...SHOWN], 'tipos', TYPES),
  ...inEach([...TAKEN, ...SHOWN], 'descripcion', ABOUT),
  ...inEach([...TAKEN, ...SHOWN], 'activo', ON),
  ...inEach(SHOWN, 'razon', WHY),
  fallaDesde: [
    'Desde cuándo no llega nada; nulo mientras llega.',
    'Since when nothing got through; null while it does.',
    null,
  ],
  'WebhookCreado.secreto': [
    'Con él se comprueba la firma (Standard Webhooks). Se muestra esta vez.',
    'The signature is verified with it (Standard Webhooks). It is shown this once.',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
  ],
  'RotacionWebhookInput.anteriorHasta': [
    'Hasta cuándo firma también el de antes; 24 horas si falta.',
    'Until when the one before signs too; 24 hours if left out.',
    '2026-11-29T15:04:05.000Z',
  ],
  'ReenvioWebhookInput.desde': [
    'Id del evento tras el que empieza, o el instante en el que empieza.',
    'Id of the event behind which it begins, or the instant at which it begins.',
    '2026-11-28T00:00:00Z',
  ],
  eventoId: [
    'Id del evento, que es la cabecera webhook-id.',
    'Id of the event, which is the header webhook-id.',
    'f1oBEqYz3yTwPpLzJv0pW1s3LDFd',
  ],
  'Intento.tipo': ['Tipo del evento.', 'Type of the event.', 'pe.trazo.envio.estado-cambiado.v1'],
  'Intento.intento': ['Qué intento fue, con ese evento.', 'Which try at this event it was.', 1],
  empezadoEn: ['Cuándo empezó.', 'When it began.', '2026-11-28T15:04:05.000Z'],
  duracionMs: ['Cuánto tardó, en milisegundos.', 'How long it took, in milliseconds.', 84],
  'Intento.respuesta': [
    'Estado HTTP de la respuesta; nulo si no hubo.',
    'HTTP status of the answer; null when none came.',
    204,
  ],
  'Intento.error': ['Por qué no llegó; nulo si llegó.', 'Why it did not get through; null if it did.', null],
  'ListIntentosInput.resultado': [
    'Solo los que llegaron, o solo los que no.',
    'Only those that got through, or only those that did not.',
    'fallido',
  ],
};
