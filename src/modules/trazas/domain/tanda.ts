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
}
