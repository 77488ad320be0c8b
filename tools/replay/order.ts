import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { either } from '../../cli/words.mjs';
import { UserError } from '../../scripts/lib/errors.mjs';

const place = z.object({
  id: z.string().nullish(),
  ciudad: z.string().nullish(),
  region: z.string().nullish(),
  codigoPostal: z.string().nullish(),
  latLon: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).nullish(),
});

const order = z.object({
  pedido: z.string().min(1).max(100),
  destinatario: place,
  remitente: place,
  bultos: z.int().min(0),
  pesoG: z.int().min(0),
  prometido: z.iso.datetime({ offset: true }).nullish(),
  eventos: z
    .array(
      z.object({
        tipo: z.enum(['compra', 'aprobado', 'entregado_al_transportista', 'entregado_al_cliente']),
        en: z.iso.datetime({ offset: true }),
      }),
    )
    .refine((events) => events.some(({ tipo }) => tipo === 'compra'), 'falta el evento «compra»')
    .refine(
      (events) => new Set(events.map(({ tipo }) => tipo)).size === events.length,
      'un evento está dos veces',
    ),
});

/** One order of the file, as it was published: events may be missing or out of order. */
export type Order = z.infer<typeof order>;
/** Where an order comes from or goes to. */
export type OrderPlace = z.infer<typeof place>;
/** Something that happened to an order. */
export type OrderEvent = Order['eventos'][number];

/**
 * Reads a file of one JSON order a line, plain or gzipped.
 *
 * @param limit - Only so many orders, from the first.
 * @throws {UserError} naming the line that is not an order, or is one for the second time.
 */
export async function readOrders(file: string, limit = Infinity): Promise<Order[]> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      either(`No se puede leer ${file} (${cause.code}).`, `Cannot read ${file} (${cause.code}).`),
    );
  });
  const text = isGzip(bytes) ? gunzip(file, bytes) : bytes.toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const seen = new Set<string>();
  const orders = lines
    .slice(0, limit)
    .map((line, index) => parseOrder(line, `${file}, ${either('línea', 'line')} ${index + 1}`, seen));
  if (orders.length === 0)
    throw new UserError(either(`En ${file} no hay ningún pedido.`, `There is no order in ${file}.`));
  return orders;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(file: string, bytes: Buffer): string {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (cause) {
    throw new UserError(`${file} ${either('está dañado', 'is damaged')}: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

function parseOrder(line: string, where: string, seen: Set<string>): Order {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new UserError(`${where}: ${either('no es', 'is no')} JSON.`, { cause });
  }
  const parsed = order.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(
      `${where}: ${either('no es un pedido', 'is no order')} (${issue?.path.join('.')}: ${issue?.message}).`,
    );
  }
  if (seen.has(parsed.data.pedido))
    throw new UserError(
      either(
        `${where}: el pedido ${parsed.data.pedido} ya estaba.`,
        `${where}: order ${parsed.data.pedido} was there already.`,
      ),
    );
  seen.add(parsed.data.pedido);
  return parsed.data;
}
