import { Command } from '@nestjs/cqrs';
import type { Categoria, CategoriaInput } from '../../modules/catalogo/productos/categoria.dto.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';

/** Says what a categoría of a comercio is, and makes it if it is not there. */
@Access({ roles: ['operador', 'comercio'], narrow: 'propios' })
export class SetCategoriaCommand extends Command<Categoria> {
  constructor(
    readonly comercioId: string,
    readonly codigo: string,
    readonly input: CategoriaInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
