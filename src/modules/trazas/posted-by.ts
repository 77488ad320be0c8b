import { type Actor, principalOf } from '../../platform/access/actor.js';
import type { Owner } from '../../platform/access/owner.js';
import { contextInHand } from '../../platform/logging/log-context.js';
import type { TrazaPosted } from './domain/tanda.js';

/** Trazas of one request, and whose it is. */
export interface Capture {
  trazas: readonly TrazaPosted[];
  /** Empty for somebody without credentials. */
  principal: string;
  /** Id of the request, for the log; left out where there is none. */
  requestId?: string | undefined;
  /** W3C Trace Context of the request, where its trace is kept. */
  traceparent?: string | undefined;
}

/** Whether a traza is of the device whose credential it came with, where that is one device's. */
export function isOfDevice(
  { dispositivoId }: Pick<TrazaPosted, 'dispositivoId'>,
  { dispositivoId: own }: Actor,
): boolean {
  return own === undefined || dispositivoId == null || dispositivoId.toLowerCase() === own;
}

/**
 * A capture as it goes to disk: its trazas are of the device whose credential they came with, and for the envíos of its owner alone.
 *
 * @param owner - Undefined for who may post for all envíos.
 */
export function captureOf(trazas: readonly TrazaPosted[], actor: Actor, owner: Owner | undefined): Capture {
  const { dispositivoId } = actor;
  const { transportistaId } = owner ?? {};
  const bound = { ...(dispositivoId && { dispositivoId }), ...(transportistaId && { transportistaId }) };
  const { requestId, traceparent } = contextInHand() ?? {};
  const asked = { principal: principalOf(actor), requestId, traceparent };
  return dispositivoId || transportistaId
    ? { trazas: trazas.map((traza) => ({ ...traza, ...bound })), ...asked }
    : { trazas, ...asked };
}
