import { type Owner, withinOwn } from '../../platform/access/owner.js';
import type { Selection } from './kpi-sql.js';

/** Whose figures are asked for, within what somebody may see. */
export function scopeOf(asked: Selection['scope'], owner: Owner | undefined): Selection['scope'] {
  const cliente = withinOwn(owner?.clienteId, asked.cliente);
  const transportista = withinOwn(owner?.transportistaId, asked.transportista);
  return { ...asked, ...(cliente && { cliente }), ...(transportista && { transportista }) };
}
