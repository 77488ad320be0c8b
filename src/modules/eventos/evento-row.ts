import type { CambioRow } from './cambio-log.js';
import type { Evento, TipoEvento } from './evento.dto.js';
import { encodePlace, type Place } from './place.js';

const SOURCE = '/v1/eventos';

/** A change as the wire wants it. */
export function toEvento(row: CambioRow & { codigo: string }): Evento {
  const { envioId: id, codigo, estado, motivo, estadoPrevio, motivoPrevio } = row;
  if (estado === null) return updated(row, row.creadoEn, { id, codigo });
  return envelope(
    row,
    estadoPrevio === null ? 'pe.trazo.envio.creado.v1' : 'pe.trazo.envio.estado-cambiado.v1',
    {
      time: row.creadoEn,
      data: {
        id,
        codigo,
        clienteId: row.clienteId ?? undefined,
        estado,
        motivo,
        estadoAnterior: estadoPrevio,
        motivoAnterior: motivoPrevio,
      },
    },
  );
}

/** Something of an envío changed, or may have: whoever follows it reads it again. */
export function updated(place: Place, time: string, envio: { id: string; codigo: string }): Evento {
  return envelope(place, 'pe.trazo.envio.actualizado.v1', { time, data: envio });
}

function envelope(place: Place, type: TipoEvento, { time, data }: Pick<Evento, 'time' | 'data'>): Evento {
  return {
    specversion: '1.0',
    id: encodePlace(place),
    source: SOURCE,
    type,
    subject: data.codigo,
    time,
    datacontenttype: 'application/json',
    data,
  };
}
