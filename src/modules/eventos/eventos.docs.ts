import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { describeQuery, StreamsEvents } from '../../platform/http/api-docs.js';
import { ListEventosInput } from '../../queries/eventos/list-eventos.query.js';

const EVENTO = { $ref: '#/components/schemas/Evento' };

const FEED = `Cada cambio de estado o de motivo de cualquier envío, y cada corrección de uno, una sola vez y en un orden que es el mismo para todos: el de
los commits, y el de cada envío. \`Link\` (rel="next") lleva siempre a lo que sigue, también cuando todavía no hay nada;
\`Trazo-Al-Dia: si\` dice que no había más. Quien estuvo fuera sigue donde quedó mientras el evento se guarde
(TRAZO_EVENTOS_DIAS); después, 410.`;

const LIVE = `Server-Sent Events. Cada \`data\` es un CloudEvent; \`pe.trazo.envio.actualizado.v1\` dice que algo más cambió, o pudo
cambiar, y que hay que leer el envío de nuevo. Con \`Last-Event-ID\` llega también lo que se perdió. Quien muestre un envío
abre primero esto y lo lee después: así no se pierde nada.`;

/** Describes the feed. */
export const ReadsFeed = () =>
  applyDecorators(
    ApiOperation({ summary: 'Lee los cambios de estado de todos los envíos, en orden', description: FEED }),
    ...describeQuery(ListEventosInput),
    ApiResponse({
      status: 200,
      description: 'CloudEvents 1.0, por lotes',
      headers: {
        Link: { description: 'Dónde sigue.', schema: { type: 'string' } },
        'Trazo-Al-Dia': { description: 'Si no había más.', schema: { enum: ['si', 'no'] } as object },
      },
      content: { 'application/cloudevents-batch+json': { schema: { type: 'array', items: EVENTO } } },
    }),
  );

/** Describes the live stream of one envío. */
export const FollowsEnvio = () => StreamsEvents({ summary: 'Sigue un envío en vivo', description: LIVE });
