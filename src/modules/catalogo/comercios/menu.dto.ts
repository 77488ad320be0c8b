import { Flag, Nested, NestedList, Text, Uuid } from '../../../platform/validation/fields.js';
import { Moneda } from '../../dinero/contract.js';
import { Producto } from '../productos/producto.dto.js';

/** Whose menu it is. */
export class MenuComercio {
  @Uuid()
  id!: string;

  @Text({ max: 200 })
  nombre!: string;

  @Moneda()
  moneda!: string;
}

/** A part of a menu. */
export class MenuCategoria {
  @Text({ max: 60 })
  codigo!: string;

  @Text({ max: 200 })
  nombre!: string;

  @NestedList(() => Producto, { min: 1, max: 10_000 })
  productos!: Producto[];
}

/** What a comercio sells at this moment. */
export class Menu {
  @Nested(() => MenuComercio)
  comercio!: MenuComercio;

  /** Whether it takes pedidos at this moment. */
  @Flag()
  abierto!: boolean;

  @NestedList(() => MenuCategoria, { min: 0, max: 10_000 })
  categorias!: MenuCategoria[];
}
