import type { Ledger } from './ledger.js';
import type { System } from './system.js';

interface Aside {
  codigo: string;
  /** Null while it waits. */
  razon: string | null;
}

const ASIDE = `
  SELECT codigo, razon FROM rechazos WHERE razon = 'envio-desconocido'
  UNION ALL SELECT codigo, NULL FROM trazas_en_espera`;

/** Codes for which `settle` lets waiting trazas run out. */
export const isGivenUp = (codigo: string) => Number(codigo[9]) % 2 === 0;

/** Only trazas for reserved codes wait, as long as they may, and only those for codes that are no envío's are rejected for it. */
export async function findUnjustified({ pool }: System, ledger: Ledger): Promise<string[]> {
  const { rows } = await pool.query<Aside>(ASIDE);
  const envios = new Set(ledger.envios);
  return rows.flatMap(({ codigo, razon }) => {
    const mayWait = ledger.reserved.has(codigo) && !isGivenUp(codigo);
    const right = razon === null ? mayWait : !envios.has(codigo) && !mayWait;
    return right ? [] : [`${codigo}: ${razon ?? 'waits'}`];
  });
}
