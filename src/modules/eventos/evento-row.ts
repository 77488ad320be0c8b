import type { CursorSigner } from '../../platform/http/cursors.js';
import type { Fact } from '../../platform/log/fact.js';
import type { Place } from '../../platform/log/place.js';
import type { CambioRow } from './cambio-log.js';
import type { Evento, TipoEvento } from './evento.dto.js';
import { encodePlace } from './place.js';

const SOURCE = '/v1/eventos';

/** A change as the wire wants it. */
export function toEvento(cursors: CursorSigner, row: CambioRow & { codigo: string }): Evento {
  const { envioId: id, codigo, estado, motivo, estadoPrevio, motivoPrevio } = row;
  if (estado === null) return updated(cursors, row, row.creadoEn, { id, codigo });
  return envelope(
    encodePlace(cursors, row),
    estadoPrevio === null ? 'pe.trazo.envio.creado.v1' : 'pe.trazo.envio.estado-cambiado.v1',
    {
      time: row.creadoEn,
      data: {
        id,
        codigo,
        clienteId: row.clienteId ?? undefined,
        transportistaId: row.transportistaId ?? undefined,
        estado,
        motivo,
        estadoAnterior: estadoPrevio,
        motivoAnterior: motivoPrevio,
        ocurridoEn: row.ocurridoEn,
        lugar: row.lugar,
      },
    },
  );
}

/** A fact that is a row of its own, as the wire wants it. */
export function factToEvento(cursors: CursorSigner, fact: Fact): Evento {
  return {
    specversion: '1.0',
    id: encodePlace(cursors, fact.place),
    source: SOURCE,
    // The feed carries types that other modules declare: its own are those of envíos.
    type: fact.type as TipoEvento,
    subject: fact.subject,
    time: fact.at,
    datacontenttype: 'application/json',
    data: fact.data as unknown as Evento['data'],
  };
}

/** Something of an envío changed, or may have: whoever follows it reads it again. */
export function updated(
  cursors: CursorSigner,
  place: Place,
  time: string,
  envio: { id: string; codigo: string },
): Evento {
  return envelope(encodePlace(cursors, place), 'pe.trazo.envio.actualizado.v1', { time, data: envio });
}

function envelope(id: string, type: TipoEvento, { time, data }: Pick<Evento, 'time' | 'data'>): Evento {
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    subject: data.codigo,
    time,
    datacontenttype: 'application/json',
    data,
  };
}
