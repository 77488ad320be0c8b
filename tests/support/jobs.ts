import type { Ejecucion, PaginaEjecuciones } from '../../src/modules/programaciones/ejecucion.dto.js';
import type { ListaProgramaciones, Programacion } from '../../src/modules/programaciones/programacion.dto.js';
import type { HttpClient } from './http-client.js';
import { poll } from './poll.js';

type Fields = Record<string, unknown>;

/** An operator's hands. */
export class Jobs {
  constructor(private readonly http: HttpClient) {}

  /** A programación that the clock leaves alone, unless the fields say otherwise. */
  async programacion(fields: Fields = {}): Promise<Programacion> {
    const body = { tipo: 'limpieza', cron: '0 0 1 1 *', ...fields };
    const answer = await this.http.post<Programacion>('/v1/programaciones', body);
    if (answer.status !== 201)
      throw new Error(`programacion: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The one that the program brings along. */
  seeded(nombre: string): Promise<Programacion> {
    return poll(`the programación ${nombre}`, async () => {
      const { body } = await this.http.get<ListaProgramaciones>('/v1/programaciones');
      return body.datos.find((each) => each.nombre === nombre);
    });
  }

  async start({ id }: { id: string }, input: Fields = {}): Promise<Ejecucion> {
    const answer = await this.http.post<Ejecucion>(`/v1/programaciones/${id}/ejecucion`, input);
    if (answer.status !== 202) throw new Error(`ejecucion: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async get({ id }: { id: string }): Promise<Ejecucion> {
    return (await this.http.get<Ejecucion>(`/v1/ejecuciones/${id}`)).body;
  }

  /** The run, once it is in this state. */
  reaches(run: { id: string }, estado: string): Promise<Ejecucion> {
    return poll(`run ${run.id} to be ${estado}`, async () => {
      const now = await this.get(run);
      return now.estado === estado && now;
    });
  }

  /** The runs of a programación, newest first. */
  async runs({ id }: { id: string }, filter = ''): Promise<Ejecucion[]> {
    const path = `/v1/ejecuciones?limit=200&programacionId=${id}${filter}`;
    return (await this.http.get<PaginaEjecuciones>(path)).body.datos;
  }
}
