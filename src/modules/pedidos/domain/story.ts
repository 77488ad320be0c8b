import type { EstadoPedido } from './moves.js';
import type { Totals } from './totals.js';

/** What facts of a pedido say, one after the other. */
export interface Told {
  estado: EstadoPedido;
  totales?: Totals;
  motivo?: string | null;
  codigoEnvio?: string | null;
  minutos?: number | null;
}

/** A pedido as its story has it. */
export interface Folded {
  estado: EstadoPedido;
  totales: Totals;
  motivo: string | null;
  codigoEnvio: string | null;
  minutos: number | null;
  version: number;
}

/** Folds the story of a pedido, the oldest fact first; undefined for one without any. */
export function foldStory(facts: readonly Told[]): Folded | undefined {
  const [first, ...others] = facts;
  if (!first?.totales) return undefined;
  const begun: Folded = {
    estado: first.estado,
    totales: first.totales,
    motivo: null,
    codigoEnvio: null,
    minutos: null,
    version: 1,
  };
  return others.reduce<Folded>(
    (folded, { estado, motivo, codigoEnvio, minutos }) => ({
      ...folded,
      estado,
      motivo: motivo ?? folded.motivo,
      codigoEnvio: codigoEnvio ?? folded.codigoEnvio,
      minutos: minutos ?? folded.minutos,
      version: folded.version + 1,
    }),
    begun,
  );
}
