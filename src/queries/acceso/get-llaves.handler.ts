import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { JuegoLlaves, Llave } from '../../modules/acceso/sesiones/llaves.dto.js';
import { SigningKeys } from '../../modules/acceso/sesiones/signing-keys.js';
import { GetLlavesQuery } from './get-llaves.query.js';

@QueryHandler(GetLlavesQuery)
export class GetLlavesHandler implements IQueryHandler<GetLlavesQuery> {
  constructor(private readonly keys: SigningKeys) {}

  async execute(): Promise<JuegoLlaves> {
    return { keys: (await this.keys.published()) as unknown as Llave[] };
  }
}
