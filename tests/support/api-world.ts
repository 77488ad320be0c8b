import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import { capturaIdOf } from '../../src/modules/trazas/captura-id.js';
import type { TrazaPosted } from '../../src/modules/trazas/domain/tanda.js';
import { CLIENTE_ID, EVENTO_ID } from '../../src/modules/estados/contract.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { AccessWorld } from './access-world.js';
import type { Call } from './generated-client.js';
import type { PlainIssuer } from './issuers.js';
import { Sales } from './sales.js';
import type { Stack } from './stack.js';

const IMPOSSIBLE = `ALTER TABLE trazas ADD CONSTRAINT de_prueba CHECK (lugar <> 'imposible') NOT VALID`;
const POSSIBLE = 'ALTER TABLE trazas DROP CONSTRAINT de_prueba';

/** What the examples of the description speak of, made for real: one of each, new for every call. */
export class ApiWorld {
  private readonly access: AccessWorld;
  private readonly shop: Sales;

  /** @param issuer - The one that the stack knows as `prueba`. */
  constructor(
    private readonly stack: Stack,
    issuer?: PlainIssuer,
  ) {
    this.access = new AccessWorld(stack, issuer);
    this.shop = new Sales(stack);
  }

  /** The same call about things that exist, for an operation below this path. */
  async real(id: string, path: string, call: Call): Promise<Call> {
    const names = await this.things(path);
    const own = await this.peculiar(id);
    const given = { ...call, path: { ...call.path, ...names }, ...own };
    return this.withReal(given);
  }

  /** What `{id}` and its like are in this path. */
  private async things(path: string): Promise<Record<string, string>> {
    const [, resource = ''] = /^\/(?:v1|epcis\/v2)\/(\w+)\/\{/.exec(path) ?? [];
    return (await this.makers[resource]?.()) ?? {};
  }

  private readonly makers: Record<string, () => Promise<Record<string, string>>> = {
    clientes: async () => ({ id: (await this.stack.given.cliente()).id }),
    transportistas: async () => ({ id: (await this.stack.given.transportista()).id }),
    centros: async () =>
      this.created('/v1/centros', {
        nombre: 'Lima',
        codigo: randomUUID(),
        ciudad: 'Lima',
        region: 'LIM',
        pais: 'PE',
      }),
    dispositivos: async () => {
      const dispositivoId = randomUUID();
      await this.store({ dispositivoId });
      return { id: dispositivoId };
    },
    envios: () => this.store(),
    capturas: async () => ({ id: (await this.store()).capturaId }),
    capture: () => this.captured(),
    rechazos: () => this.rejected(),
    importaciones: async () => {
      const { codigo } = await this.stack.given.envio();
      const csv = `codigo,tipo,ocurridoEn\n${codigo},en_transito,2026-11-22T15:04:05Z\n`;
      const type = { 'content-type': 'text/csv' };
      const { body } = await this.stack.http.post<{ id: string }>('/v1/importaciones?tipo=trazas', csv, type);
      return { id: body.id };
    },
    periodos: () => Promise.resolve({ mes: new Date().toISOString().slice(0, 7) }),
    programaciones: () =>
      this.created('/v1/programaciones', { tipo: 'limpieza', cron: '0 3 * * 0', solapamiento: 'encolar' }),
    ejecuciones: () => this.ejecucion(),
    codigos: async () => this.created('/v1/codigos', { cantidad: 1 }),
    lectores: () => this.setAside(),
    webhooks: () =>
      this.created('/v1/webhooks', { url: 'https://tienda.example/avisos', tipos: ['pe.trazo.*'] }),
    events: () => this.observed(),
    usuarios: () => this.access.usuario(),
    claves: () => this.access.clave(),
    seguimiento: () => this.access.seguimiento(),
    comercios: async () => ({ id: (await this.shop.comercio()).id, codigo: 'hamburguesas' }),
    productos: async () => ({ id: await this.counted() }),
    pedidos: async () => ({ id: (await this.sold()).id }),
    pagos: async () => ({ id: await this.paid() }),
  };

  /** Where an operation needs more than its path says. */
  private async peculiar(id: string): Promise<Call> {
    // An envío that no traza has moved yet.
    if (['corregirEnvio', 'seguirEnvio'].includes(id))
      return { path: { codigo: (await this.stack.given.envio()).codigo } };
    if (id === 'capturarTrazas') return { query: { esperar: '500ms' } };
    if (id === 'crearComercio') return { body: await this.shop.comercioBody() };
    if (id in this.ofSales) return this.ofSales[id]!();
    if (id === 'leerCategoria') return { path: await this.categoria() };
    const ofAccess = await this.access.peculiar(id);
    if (ofAccess) return ofAccess;
    const ended = ['reintentarEjecucion', 'seguirEjecucion'];
    if (!ended.includes(id)) return {};
    const run = await this.ejecucion();
    await this.stack.http.post(`/v1/ejecuciones/${run['id']}/cancelacion`, undefined);
    return { path: run };
  }

  private async ejecucion(): Promise<Record<string, string>> {
    const { id } = await this.makers['programaciones']!();
    const { body } = await this.stack.http.post<{ id: string }>(`/v1/programaciones/${id}/ejecucion`, {});
    return { id: body.id };
  }

  private async captured(): Promise<Record<string, string>> {
    const { codigo } = await this.stack.given.envio();
    const event = {
      type: 'ObjectEvent',
      eventTime: '2026-11-22T15:04:05Z',
      eventTimeZoneOffset: '-05:00',
      action: 'OBSERVE',
      epcList: [`urn:trazo:envio:${codigo}`],
      bizStep: 'arriving',
    };
    const document = {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T15:04:05Z',
      epcisBody: { eventList: [event] },
    };
    const { headers } = await this.stack.http.post('/epcis/v2/capture', document);
    return { captureID: headers.get('location')?.split('/').at(-1) ?? '' };
  }

  /** An envío with a stored traza, as a worker stores it. */
  private async store(fields: object = {}) {
    const { codigo } = await this.stack.given.envio();
    const traza = this.stack.given.traza(codigo, { ...fields }) as unknown as TrazaPosted;
    const tanda = { id: uuidV7(), sal: 7, recibidaEn: new Date().toISOString(), trazas: [traza] };
    await this.stack.get(CommandBus).execute(new StoreTandaCommand(tanda));
    const capturaId = capturaIdOf({ tandaId: tanda.id, from: 0, count: 1 }, tanda.sal);
    return { codigo, idEvento: traza.idEvento, capturaId, tandaId: tanda.id };
  }

  private async rejected(): Promise<Record<string, string>> {
    await this.stack.pool.query(IMPOSSIBLE);
    const { tandaId } = await this.store({ lugar: 'imposible' });
    await this.stack.pool.query(POSSIBLE);
    const { rows } = await this.stack.pool.query<{ id: string }>(
      'SELECT id FROM rechazos WHERE tanda_id = $1',
      [tandaId],
    );
    return { id: rows[0]?.id ?? '' };
  }

  /** A reader that has set a fact aside. */
  private async setAside(): Promise<Record<string, string>> {
    const nombre = `lector-${randomUUID()}`;
    const id = uuidV7();
    await this.stack.pool.query('INSERT INTO lectores (nombre, posicion, orden) VALUES ($1, 0, 0)', [nombre]);
    await this.stack.pool.query(
      `INSERT INTO lector_apartados (id, lector, hecho, error, intentos) VALUES ($1, $2, '{"id":"7-1"}', 'falla', 4)`,
      [id, nombre],
    );
    return { nombre, id };
  }

  /** An event that was captured as EPCIS, as a worker stores it. */
  private async observed(): Promise<Record<string, string>> {
    const eventID = `urn:uuid:${randomUUID()}`;
    await this.store({ datos: { epcis: { type: 'ObjectEvent', eventID } } });
    return { eventID };
  }

  /** Operations of the sale that need more than their path says. */
  private readonly ofSales: Record<string, () => Promise<Call>> = {
    crearPedido: async () => ({ body: await this.basket(), headers: { 'idempotency-key': randomUUID() } }),
    cotizarPedido: async () => ({ body: await this.basket() }),
    alistarPedido: async () => {
      const { id } = await this.sold();
      await this.shop.act(id, 'preparacion', { minutos: 5 });
      return { path: { id } };
    },
    entregarPedido: async () => {
      const { id, codigoRetiro } = await this.sold({ entrega: { tipo: 'retiro' } });
      await this.shop.act(id, 'preparacion', { minutos: 5 });
      await this.shop.act(id, 'listo');
      return { path: { id }, body: { codigoRetiro } };
    },
    anotarCobro: async () => {
      const { pagos } = await this.sold({ pagos: [{ metodo: 'diferido' }] });
      return { path: { id: pagos[0]?.id ?? '' } };
    },
    pagarPedido: async () => ({
      path: { id: (await this.sold({ pagos: [{ metodo: 'diferido' }] })).id },
      headers: { 'idempotency-key': randomUUID() },
    }),
    crearReembolso: async () => ({
      path: { id: await this.paid() },
      headers: { 'idempotency-key': randomUUID() },
    }),
    crearCupon: async () => ({ body: { codigo: randomUUID(), porMil: 100, moneda: 'PEN' } }),
  };

  private async basket() {
    return this.shop.body((await this.shop.stall(10)).producto);
  }

  private async sold(fields: Record<string, unknown> = {}) {
    return this.shop.pedido((await this.shop.stall(10)).producto, fields);
  }

  /** A pago whose money was taken. */
  private async paid(): Promise<string> {
    const { pagos } = await this.sold({ pagos: [{ metodo: 'diferido' }] });
    const id = pagos[0]?.id ?? '';
    await this.stack.http.post(`/v1/pagos/${id}/cobro`, undefined);
    return id;
  }

  /** A producto whose stock is counted. */
  private async counted(): Promise<string> {
    const { id } = await this.shop.comercio();
    return (await this.shop.producto(id, { existencias: { control: true, inicial: 100 } })).id;
  }

  private async categoria(): Promise<Record<string, string>> {
    const { id } = await this.shop.comercio();
    return { id, codigo: (await this.shop.producto(id)).categoria };
  }

  private async created(path: string, body: object): Promise<Record<string, string>> {
    return { id: (await this.stack.http.post<{ id: string }>(path, body)).body.id };
  }

  /** With the examples' ids and codes replaced by those of things that exist. */
  private async withReal(call: Call): Promise<Call> {
    const [{ clienteId, transportistaId }, envio] = await Promise.all([
      this.stack.given.envioBody(),
      this.stack.given.envio(),
    ]);
    const text = JSON.stringify(call)
      .replaceAll(CLIENTE_ID, String(clienteId))
      .replaceAll(CLIENTE_ID.replace(/1$/, '2'), String(transportistaId))
      .replaceAll('TZ123456785PE', envio.codigo)
      .replaceAll(EVENTO_ID, randomUUID())
      .replaceAll('"RDS"', `"${randomUUID()}"`)
      .replaceAll('"LIM-N"', `"${randomUUID()}"`);
    return JSON.parse(text) as Call;
  }
}
