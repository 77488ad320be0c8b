import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { CatalogReader, type SoldComercio } from '../catalogo/contract.js';
import { EnvioWriter } from '../envios/contract.js';
import { PedidoReader } from './pedido-reader.js';
import type { PedidoRow } from './pedido-row.js';

/** Makes the envío of a pedido that is ready: from the comercio to the buyer. */
@Injectable()
export class PedidoEnvio {
  constructor(
    private readonly envios: EnvioWriter,
    private readonly catalog: CatalogReader,
    private readonly reader: PedidoReader,
  ) {}

  /**
   * Creates the envío in the caller's transaction; this month is open.
   *
   * @returns its code.
   */
  async create(db: Queryable, pedido: PedidoRow): Promise<string> {
    const comercio = (await this.catalog.comercio(db, pedido.comercio_id)) as SoldComercio;
    const lines = await this.reader.lines(db, [pedido.id]);
    const creadoEn = new Date();
    const [envio] = await this.envios.create(db, [
      {
        id: uuidV7(creadoEn),
        creadoEn: creadoEn.toISOString(),
        clienteId: pedido.cliente_id,
        transportistaId: pedido.transportista_id,
        referencia: `pedido-${pedido.numero}`,
        destinatario: { nombre: pedido.contacto_nombre ?? '', telefono: pedido.contacto_telefono },
        origen: comercio.direccion,
        destino: {
          direccion: pedido.entrega_direccion ?? '',
          ciudad: pedido.entrega_ciudad ?? '',
          region: pedido.entrega_region ?? '',
          pais: pedido.entrega_pais ?? '',
          codigoPostal: pedido.entrega_codigo_postal,
          lat: pedido.entrega_lat,
          lon: pedido.entrega_lon,
        },
        bultos: 1,
        pesoG: Math.min(
          lines.reduce((sum, { peso_g: peso }) => sum + peso, 0),
          2_000_000_000,
        ),
      },
    ]);
    return (envio as NonNullable<typeof envio>).codigo;
  }
}
