import { UserError } from '../../scripts/lib/errors.mjs';
import type { HttpClient } from '../replay/http-client.js';
import { type Random } from '../runtime/random.js';
import { CITIES, type City } from './cities.js';
import { type Parcel, uuidOf } from './device.js';

const LOTE = 100;
/** Of each lote so many have a label that was printed beforehand, and may be on their way before they are created. */
const LABELLED = 5;

/** Envíos that have been created and wait to be carried; more are created as they are taken. */
export class Stock {
  /** Envíos that were created. */
  created = 0;
  readonly #http: HttpClient;
  readonly #random: Random;
  readonly #least: number;
  readonly #byCity = new Map<City, Parcel[]>();
  #size = 0;
  #references: Promise<{ clienteId: string; transportistaId: string }> | undefined;
  #filling: Promise<void> | undefined;

  /** @param least - Below this many it is filled up. */
  constructor(http: HttpClient, random: Random, least: number) {
    this.#http = http;
    this.#random = random;
    this.#least = least;
  }

  /** A parcel that starts in this city if there is one, else from anywhere; undefined when there is none at all. */
  take(city: City | undefined): Parcel | undefined {
    const here = city && this.#byCity.get(city)?.length ? city : this.#anyCity();
    const parcel = here && this.#byCity.get(here)?.pop();
    if (parcel) this.#size -= 1;
    return parcel;
  }

  /** Creates envíos until there are enough. Call it often; what is under way is not begun twice. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => (this.#filling = undefined));
    return this.#filling;
  }

  async #fill(): Promise<void> {
    while (this.#size < this.#least) {
      const routes = Array.from({ length: LOTE }, () => this.#route());
      const bodies = await Promise.all(routes.map((route) => this.#bodyOf(route)));
      // With a key, so that an answer that was lost creates nothing twice.
      const key = uuidOf(this.#random);
      const headers = (what: string) => ({ 'idempotency-key': `"simulador-${what}-${key}"` });
      const block = await this.#http.post('/v1/codigos', { cantidad: LABELLED }, headers('bloque'));
      const { codigos: labels } = block.body as { codigos: string[] };
      const add = (codigo: string, index: number) => this.#add({ codigo, ...(routes[index] as Route) });
      labels.forEach(add);
      const labelled = bodies.map((body, index) => ({ ...body, codigo: labels[index] }));
      const answer = await this.#http.post('/v1/envios/lote', { envios: labelled }, headers('lote'));
      const { envios } = answer.body as { envios: { codigo: string }[] };
      for (const [index, { codigo }] of envios.entries()) if (index >= LABELLED) add(codigo, index);
      this.created += envios.length;
    }
  }

  #add(parcel: Parcel): void {
    const list = this.#byCity.get(parcel.from) ?? [];
    list.push(parcel);
    this.#byCity.set(parcel.from, list);
    this.#size += 1;
  }

  #anyCity(): City | undefined {
    const start = Math.floor(this.#random() * CITIES.length);
    return [...CITIES.slice(start), ...CITIES.slice(0, start)].find((city) => this.#byCity.get(city)?.length);
  }

  #route(): Route {
    const from = Math.floor(this.#random() * CITIES.length);
    const to = (from + 1 + Math.floor(this.#random() * (CITIES.length - 1))) % CITIES.length;
    return { from: CITIES[from] as City, to: CITIES[to] as City };
  }

  async #bodyOf({ from, to }: Route) {
    this.#references ??= this.#createReferences();
    return {
      ...(await this.#references),
      destinatario: { nombre: `Cliente simulado ${Math.floor(this.#random() * 1e6)}` },
      origen: addressOf(from),
      destino: addressOf(to),
      bultos: 1 + Math.floor(this.#random() * 3),
      pesoG: 100 + Math.floor(this.#random() * 20_000),
    };
  }

  async #createReferences() {
    const cliente = { nombre: 'Remitente simulado', documento: '20000000001' };
    const transportista = { nombre: 'Flota simulada', codigo: 'SIMULADOR' };
    return {
      clienteId: await this.#create('/v1/clientes', cliente),
      transportistaId: await this.#create('/v1/transportistas', transportista),
    };
  }

  async #create(path: string, body: object): Promise<string> {
    const { id } = (await this.#http.post(path, body, { 'idempotency-key': '"simulador"' })).body as {
      id?: string;
    };
    if (!id) throw new UserError(`POST ${path} no contestó con un id.`);
    return id;
  }
}

type Route = Omit<Parcel, 'codigo'>;

function addressOf({ nombre, region, codigoPostal, lat, lon }: City) {
  return { direccion: 'Plaza de Armas', ciudad: nombre, region, pais: 'PE', codigoPostal, lat, lon };
}
