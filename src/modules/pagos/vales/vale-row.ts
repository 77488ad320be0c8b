import type { Vale } from '../pago.dto.js';

export const VALE_COLUMNS = 'id, inicial, saldo, moneda, expira_en, creado_en';

/** A row of `VALE_COLUMNS`. */
export interface ValeRow {
  id: string;
  inicial: number;
  saldo: number;
  moneda: string;
  expira_en: string | null;
  creado_en: string;
}

/** A vale as the API answers it. */
export function toVale({ id, inicial, saldo, moneda, expira_en, creado_en }: ValeRow): Vale {
  return {
    id,
    inicial: { monto: inicial, moneda },
    saldo: { monto: saldo, moneda },
    expiraEn: expira_en,
    creadoEn: creado_en,
  };
}
