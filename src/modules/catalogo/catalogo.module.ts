import { Module } from '@nestjs/common';
import { AdjustExistenciasHandler } from '../../commands/catalogo/adjust-existencias.handler.js';
import { ChangeComercioHandler } from '../../commands/catalogo/change-comercio.handler.js';
import { ChangeProductoHandler } from '../../commands/catalogo/change-producto.handler.js';
import { CheckExistenciasHandler } from '../../commands/catalogo/check-existencias.handler.js';
import { CreateComercioHandler } from '../../commands/catalogo/create-comercio.handler.js';
import { CreateProductoHandler } from '../../commands/catalogo/create-producto.handler.js';
import { SetCategoriaHandler } from '../../commands/catalogo/set-categoria.handler.js';
import { SetDisponibilidadHandler } from '../../commands/catalogo/set-disponibilidad.handler.js';
import { SetExcepcionesHandler } from '../../commands/catalogo/set-excepciones.handler.js';
import { GetCategoriaHandler } from '../../queries/catalogo/get-categoria.handler.js';
import { GetComercioHandler } from '../../queries/catalogo/get-comercio.handler.js';
import { GetMenuHandler } from '../../queries/catalogo/get-menu.handler.js';
import { GetProductoHandler } from '../../queries/catalogo/get-producto.handler.js';
import { ListCategoriasHandler } from '../../queries/catalogo/list-categorias.handler.js';
import { ListComerciosHandler } from '../../queries/catalogo/list-comercios.handler.js';
import { ListProductosHandler } from '../../queries/catalogo/list-productos.handler.js';
import { CatalogReader } from './catalog-reader.js';
import { ComercioWriter } from './comercios/comercio-writer.js';
import { ComerciosController } from './comercios/comercios.controller.js';
import { Stock } from './existencias/stock.js';
import { AttributeChecker } from './productos/attribute-checker.js';
import { CategoriasController } from './productos/categorias.controller.js';
import { ProductoWriter } from './productos/producto-writer.js';
import { ProductosController } from './productos/productos.controller.js';

const commandHandlers = [
  AdjustExistenciasHandler,
  ChangeComercioHandler,
  ChangeProductoHandler,
  CheckExistenciasHandler,
  CreateComercioHandler,
  CreateProductoHandler,
  SetCategoriaHandler,
  SetDisponibilidadHandler,
  SetExcepcionesHandler,
];
const queryHandlers = [
  GetCategoriaHandler,
  GetComercioHandler,
  GetMenuHandler,
  GetProductoHandler,
  ListCategoriasHandler,
  ListComerciosHandler,
  ListProductosHandler,
];

@Module({
  controllers: [ComerciosController, CategoriasController, ProductosController],
  providers: [
    ...commandHandlers,
    ...queryHandlers,
    ComercioWriter,
    ProductoWriter,
    AttributeChecker,
    CatalogReader,
    Stock,
  ],
  exports: [CatalogReader, Stock],
})
export class CatalogoModule {}
