import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of pedidos. */
export const PEDIDOS_SCHEMAS: SchemaTexts = {
  CancelacionPedidoInput: { es: 'Por qué no va a ser.', en: 'Why it is not to be.' },
  Contacto: { es: 'Por quién preguntar.', en: 'Whom to ask for.' },
  Cotizacion: { es: 'Lo que costaría.', en: 'What it would cost.' },
  CotizacionInput: { es: 'Lo que se compraría.', en: 'What would be bought.' },
  CuponInput: { es: 'Un cupón nuevo.', en: 'A new cupón.' },
  CuponLeido: { es: 'Un cupón: un descuento por su código.', en: 'A cupón: a discount by its code.' },
  EntregaInput: { es: 'Cómo llega al comprador.', en: 'How the buyer gets it.' },
  EntregaRetiroInput: { es: 'Lo que muestra quien lo retira.', en: 'What whoever fetches it shows.' },
  HechoPedido: { es: 'Algo que le pasó a un pedido.', en: 'Something that happened to a pedido.' },
  LineaInput: { es: 'Cuántos de un producto.', en: 'How many of a producto.' },
  LineaPedido: { es: 'Una línea, con lo que cuesta.', en: 'A line, with what it costs.' },
  ListaHechos: { es: 'La historia de un pedido.', en: 'The story of a pedido.' },
  OpcionElegida: { es: 'Un valor que se eligió.', en: 'A value that was chosen.' },
  PaginaCupones: { es: 'Una página de cupones.', en: 'A page of cupones.' },
  PaginaPedidos: { es: 'Una página de pedidos.', en: 'A page of pedidos.' },
  Pedido: { es: 'Una compra a un comercio.', en: 'A purchase from a comercio.' },
  PedidoInput: { es: 'Lo que se compra.', en: 'What is bought.' },
  PreparacionInput: { es: 'El sí del comercio.', en: "The comercio's yes." },
  TotalesPedido: {
    es: 'Lo que cuesta: líneas, envío e impuesto, menos el descuento.',
    en: 'What it costs: lines, delivery and tax, less the discount.',
  },
};
