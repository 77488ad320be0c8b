import { ENVIO_CODES } from '../codigos/contract.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { TrazaPosted } from './domain/tanda.js';

/** An envío whose row is locked, and to whom it was given; null where its code does not say so. */
export interface LockedEnvio {
  envioId: string;
  transportistaId: string | null;
}

// $1: codes. Locks the envíos' rows before anything else, always in the order of their id, so that writers never
// deadlock, and so that the fold below sees every traza that another writer of the same envío has stored. What is in the
// archive is left out; no month moves there while anybody holds a lock on this table.
const LOCK_ENVIOS = `
  SELECT codigo, envio_id AS "envioId", transportista_id AS "transportistaId" FROM ${ENVIO_CODES}
  WHERE codigo = ANY ($1) AND NOT (envio_id < (SELECT frontera_archivo()) AND esta_archivado(envio_id))
  ORDER BY envio_id FOR NO KEY UPDATE`;

// $1: codes. Rows of earlier versions do not say it, but the envío itself does as long as it is hot.
const FIND_OWNERS = `
  SELECT c.codigo, coalesce(c.transportista_id, e.transportista_id) AS "transportistaId"
  FROM ${ENVIO_CODES} c LEFT JOIN envios e ON e.id = c.envio_id WHERE c.codigo = ANY ($1)`;

/** Locks envíos against other writers until the transaction ends, by code. Codes that no hot envío has are left out. */
export async function lockEnvios(
  db: Queryable,
  codigos: readonly string[],
): Promise<Map<string, LockedEnvio>> {
  const { rows } = await db.query<LockedEnvio & { codigo: string }>({
    name: 'lock-envios',
    text: LOCK_ENVIOS,
    values: [[...new Set(codigos)]],
  });
  return new Map(rows.map(({ codigo, ...envio }) => [codigo, envio]));
}

/** To whom envíos were given, by code; null for archived ones whose code does not say so. */
export async function findTransportistas(
  db: Queryable,
  codigos: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.query<{ codigo: string; transportistaId: string | null }>(FIND_OWNERS, [codigos]);
  return new Map(rows.map(({ codigo, transportistaId }) => [codigo, transportistaId]));
}

/**
 * Trazas of envíos that whoever posted them may not post for. Also of archived ones: for somebody else none of them is brought
 * back.
 */
export async function foreignTrazas(
  db: Queryable,
  trazas: readonly TrazaPosted[],
  locked: ReadonlyMap<string, LockedEnvio>,
): Promise<Set<TrazaPosted>> {
  const bound = trazas.filter(({ transportistaId }) => transportistaId !== undefined);
  if (bound.length === 0) return new Set();
  const untold = bound.map(({ codigo }) => codigo).filter((codigo) => !locked.get(codigo)?.transportistaId);
  const owners = new Map([...locked].map(([codigo, { transportistaId }]) => [codigo, transportistaId]));
  if (untold.length > 0) {
    for (const [codigo, transportistaId] of await findTransportistas(db, untold))
      owners.set(codigo, transportistaId);
  }
  return new Set(
    bound.filter(({ codigo, transportistaId }) => {
      const owner = owners.get(codigo);
      return owner ? owner !== transportistaId : locked.has(codigo);
    }),
  );
}
