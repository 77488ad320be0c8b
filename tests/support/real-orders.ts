import { join } from 'node:path';

/** Real orders to replay; `TRAZO_PEDIDOS=<file>` takes another file of them, all more than three years old. */
export const REAL_ORDERS =
  process.env['TRAZO_PEDIDOS'] ?? join(import.meta.dirname, 'fixtures/pedidos-olist.ndjson');
