import { Query } from '@nestjs/cqrs';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { ESTADOS, type Estado } from '../../modules/envios/contract.js';
import type { EnvioResumen } from '../../modules/envios/envio.dto.js';
import type { Page } from '../../platform/http/page.js';
import { ListOf, Uuid } from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';

/** Which envíos to list. */
export class ListEnviosInput extends PageInput {
  /** Several: repeated, or with commas between them. */
  @IsOptional()
  @Transform(({ value }: { value: string | string[] }) => [value].flat().flatMap((text) => text.split(',')))
  @ListOf(ESTADOS)
  estado?: Estado[];

  /** Id of the cliente. */
  @IsOptional()
  @Uuid()
  cliente?: string;
}

/** Envíos, newest first, page by page. */
export class ListEnviosQuery extends Query<Page<EnvioResumen>> {
  constructor(readonly input: ListEnviosInput) {
    super();
  }
}
