import type { Via } from './via.js';

/** A traza as it was posted, valid in form. */
export interface TrazaPosted {
  idEvento: string;
  codigo: string;
  tipo: string;
  ocurridoEn: string;
  motivo?: string | null;
  secuencia?: number | null;
  centroId?: string | null;
  lugar?: string | null;
  lat?: number | null;
  lon?: number | null;
  datos?: object | null;
  dispositivoId?: string | null;
  enviadoEn?: string | null;
  /** Of whose envíos it has to be: whoever posted it may post for no others. */
  transportistaId?: string;
}

/** Trazas of one or more captures that go to disk, and into the database, together. */
export interface Tanda {
  /** UUIDv7. */
  id: string;
  /** Random; makes the ids of its captures impossible to guess. */
  sal: number;
  /** When we took it in, RFC 3339: `recibidoEn` of all its trazas. */
  recibidaEn: string;
  trazas: TrazaPosted[];
  /** The way of all its captures. Tandas of versions that knew one way have none: they go with the masivas. */
  via?: Via;
  /** Of a single capture, of which all is stored or nothing. Versions before knew no such tandas. */
  entera?: boolean;
  /** Ids of the requests that it came with, for the log. */
  solicitudes?: string[];
  /** W3C Trace Context of its way into the queue, where a trace of one of them is kept. */
  traceparent?: string;
  /** And of the requests themselves, where they are several. */
  vinculos?: string[];
}

/** One event of a tanda. */
export interface EventPlace {
  tandaId: string;
  index: number;
  /** When its tanda was taken in, RFC 3339. */
  receivedAt: string;
  traza: TrazaPosted;
}

/** The way of a tanda. */
export function viaOfTanda({ via = 'masiva' }: Tanda): Via {
  return via;
}

/** The events of a tanda, in their order. */
export function placesOf({ id: tandaId, recibidaEn: receivedAt, trazas }: Tanda): EventPlace[] {
  return trazas.map((traza, index) => ({ tandaId, index, receivedAt, traza }));
}
