import type { Queryable } from '../../../platform/database/pool.js';

// $1: the cliente. What is personal in pedidos that it bought or sold; amounts and places by city stay.
const PEDIDOS = `
  UPDATE pedidos SET entrega_direccion = NULL, entrega_codigo_postal = NULL, entrega_lat = NULL, entrega_lon = NULL,
    contacto_nombre = NULL, contacto_telefono = NULL, instrucciones = NULL
  WHERE (comprador_id = $1 OR cliente_id = $1)
    AND num_nonnulls(entrega_direccion, entrega_codigo_postal, entrega_lat, contacto_nombre, contacto_telefono, instrucciones) > 0`;

const LINEAS = `
  UPDATE pedido_lineas SET nota = NULL
  WHERE nota IS NOT NULL AND pedido_id IN (SELECT id FROM pedidos WHERE comprador_id = $1 OR cliente_id = $1)`;

// Of an answer that is kept for a repeat, what says which pedido it was.
const ANSWERS = `
  UPDATE claves_idempotencia SET respuesta = jsonb_build_object(
    'id', respuesta -> 'id', 'numero', respuesta -> 'numero', 'estado', respuesta -> 'estado')
  WHERE CASE WHEN respuesta ? 'codigoEnvio' AND respuesta ? 'entrega' THEN respuesta ->> 'id' END
    IN (SELECT id::text FROM pedidos WHERE comprador_id = $1 OR cliente_id = $1)`;

/** Deletes what is personal of a cliente in its pedidos. Safe to repeat. */
export async function purgePedidos(db: Queryable, clienteId: string): Promise<void> {
  for (const statement of [PEDIDOS, LINEAS, ANSWERS]) await db.query(statement, [clienteId]);
}
