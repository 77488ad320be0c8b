import { randomUUID } from 'node:crypto';
import type { Comercio } from '../../src/modules/catalogo/comercios/comercio.dto.js';
import type { Producto } from '../../src/modules/catalogo/productos/producto.dto.js';
import type { Pedido } from '../../src/modules/pedidos/pedido.dto.js';
import { Shop } from './shop.js';
import type { Stack } from './stack.js';

type Fields = Record<string, unknown>;

const PLACE = {
  direccion: 'Av. Sol 20',
  ciudad: 'Lima',
  region: 'LIM',
  pais: 'PE',
  lat: -12.121,
  lon: -77.051,
};

/** Sells, through the public API. */
export class Sales extends Shop {
  constructor(private readonly of: Pick<Stack, 'http' | 'given'>) {
    super(of);
  }

  /** A comercio that sells one producto, of which there is so much. */
  async stall(inicial: number, fields: Fields = {}): Promise<{ comercio: Comercio; producto: Producto }> {
    const comercio = await this.comercio(fields);
    const producto = await this.producto(comercio.id, { existencias: { control: true, inicial } });
    return { comercio, producto };
  }

  /** A valid body of a pedido of a producto. */
  body({ id: productoId, comercioId }: Producto, fields: Fields = {}): Fields {
    return {
      comercioId,
      lineas: [{ productoId, cantidad: 1 }],
      entrega: {
        tipo: 'domicilio',
        direccion: PLACE,
        contacto: { nombre: 'Ana Q.', telefono: '+51987654321' },
      },
      pagos: [{ metodo: 'contra_entrega' }],
      ...fields,
    };
  }

  /** Posts a pedido with a key of its own. */
  place<T = Pedido>(body: Fields) {
    return this.of.http.post<T>('/v1/pedidos', body, { 'idempotency-key': randomUUID() });
  }

  async pedido(producto: Producto, fields: Fields = {}): Promise<Pedido> {
    const { status, body } = await this.place(this.body(producto, fields));
    if (status !== 201) throw new Error(`placing answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** What a pedido is by now. */
  async read(id: string): Promise<Pedido> {
    return (await this.of.http.get<Pedido>(`/v1/pedidos/${id}`)).body;
  }

  /** What there is of a producto by now. */
  async stockOf(id: string): Promise<{ fisicas: number; reservadas: number }> {
    const { body } = await this.of.http.get<Producto>(`/v1/productos/${id}`);
    return { fisicas: body.existencias.fisicas ?? 0, reservadas: body.existencias.reservadas ?? 0 };
  }

  /** Moves a pedido by one of its routes. */
  act(id: string, action: string, body?: Fields) {
    return this.of.http.post<Pedido & { type: string }>(`/v1/pedidos/${id}/${action}`, body);
  }
}
