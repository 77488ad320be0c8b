/** What a pedido comes to: `total` is lines and delivery and tax, less the discount. */
export interface Totals {
  lineas: number;
  descuento: number;
  envio: number;
  /** What is added; zero where prices have it in them. */
  impuesto: number;
  /** What is in the prices; zero where it is added. */
  impuestoIncluido: number;
  total: number;
}
