import type { Comercio } from '../../src/modules/catalogo/comercios/comercio.dto.js';
import type { Producto } from '../../src/modules/catalogo/productos/producto.dto.js';
import type { Stack } from './stack.js';

type Fields = Record<string, unknown>;

/** Open at every minute of the week. */
export const ALWAYS = [
  { dias: ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'], abre: '00:00', cierra: '24:00' },
];

/** Schemas of attributes that nothing can meet, or that could take long to check. */
export const IMPOSSIBLE_SCHEMAS = [
  { type: 'object', properties: { a: { type: 'integer', minimum: 5, maximum: 1 } } },
  { required: ['a'], additionalProperties: false },
  { type: 'string', enum: [1] },
  { pattern: '^(a+)+$' },
  { $ref: 'https://example.com/x' },
];

const PLACE = {
  direccion: 'Av. La Mar 770',
  ciudad: 'Lima',
  region: 'LIM',
  pais: 'PE',
  codigoPostal: '15074',
  lat: -12.12,
  lon: -77.05,
};

const soles = (monto: number) => ({ monto, moneda: 'PEN' });

/** Makes comercios and what they sell, through the public API. */
export class Shop {
  constructor(private readonly stack: Pick<Stack, 'http' | 'given'>) {}

  /** A valid body of a comercio, with a cliente and a transportista that exist. */
  async comercioBody(fields: Fields = {}): Promise<Fields> {
    const { given } = this.stack;
    const { transportistaId } = await given.envioBody();
    return {
      nombre: 'La Mar',
      clienteId: (await given.cliente({ nombre: 'La Mar S.A.' })).id,
      transportistaId,
      tipo: 'restaurante',
      cocina: 'peruana',
      telefono: '+5114213365',
      moneda: 'PEN',
      impuestoPorMil: 180,
      preciosConImpuesto: true,
      zona: 'America/Lima',
      direccion: PLACE,
      horarios: ALWAYS,
      entrega: { radioM: 5_000, tarifa: soles(500), minimo: null },
      ...fields,
    };
  }

  async comercio(fields: Fields = {}): Promise<Comercio> {
    return this.created('/v1/comercios', await this.comercioBody(fields));
  }

  async producto(comercioId: string, fields: Fields = {}): Promise<Producto> {
    this.count += 1;
    return this.created(`/v1/comercios/${comercioId}/productos`, {
      sku: `SKU-${this.count}`,
      nombre: 'Hamburguesa insignia',
      precio: soles(2_490),
      categoria: 'hamburguesas',
      pesoG: 350,
      ...fields,
    });
  }

  private count = 0;

  private async created<T>(path: string, body: Fields): Promise<T> {
    const answer = await this.stack.http.post<T>(path, body);
    if (answer.status !== 201)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
