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
  if (row.tipo !== null && row.datos !== null)
    return ofFact(cursors, row, { type: row.tipo, subject: codigo, time: row.creadoEn, data: row.datos });
  if (estado === null) return updated(cursors, row, row.creadoEn, { id, codigo });
  return envelope(
    encodePlace(cursors, row),
    estadoPrevio === null ? 'pe.trazo.envio.creado.v1' : 'pe.trazo.envio.estado-cambiado.v1',
    {
      subject: codigo,
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

/** A fact that is a row of its own, as the wire wants it. What happens to an envío has its code for a subject. */
export function factToEvento(cursors: CursorSigner, { place, type, data, at, ...fact }: Fact): Evento {
  const subject = fact.subjectType === 'envio' ? (data['codigo'] as string) : fact.subject;
  return ofFact(cursors, place, { type, subject, time: at, data });
}

function ofFact(
  cursors: CursorSigner,
  place: Place,
  { type, subject, time, data }: { type: string; subject: string; time: string; data: Fact['data'] },
): Evento {
  // The feed carries types that other modules declare: its own are those of envíos.
  return envelope(encodePlace(cursors, place), type as TipoEvento, {
    subject,
    time,
    data: data as unknown as Evento['data'],
  });
}

/** Something of an envío changed, or may have: whoever follows it reads it again. */
export function updated(
  cursors: CursorSigner,
  place: Place,
  time: string,
  envio: { id: string; codigo: string },
): Evento {
  return envelope(encodePlace(cursors, place), 'pe.trazo.envio.actualizado.v1', {
    subject: envio.codigo,
    time,
    data: envio,
  });
}

function envelope(
  id: string,
  type: TipoEvento,
  { subject, time, data }: Pick<Evento, 'subject' | 'time' | 'data'>,
): Evento {
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    data,
  };
}
