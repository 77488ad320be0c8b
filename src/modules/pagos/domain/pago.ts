/** Ways to pay. */
export const METODOS = ['contra_entrega', 'tarjeta', 'diferido', 'vale'] as const;
export type Metodo = (typeof METODOS)[number];

/** What a pago may be. */
export const ESTADOS_PAGO = [
  'iniciado',
  'autorizado',
  'capturado',
  'fallido',
  'anulado',
  'reembolsado',
  'reembolsado_en_parte',
  'en_disputa',
] as const;
export type EstadoPago = (typeof ESTADOS_PAGO)[number];

/** Whether a pago is enough for its pedido to be confirmed: the money is there, or is paid at the door. */
export function isSettled({ metodo, estado }: { metodo: string; estado: string }): boolean {
  if (estado === 'autorizado' || estado === 'capturado') return true;
  return metodo === 'contra_entrega' && estado === 'iniciado';
}

/** What a pago is after so much of what was captured went back. */
export function afterRefund(capturado: number, reembolsado: number): EstadoPago {
  if (reembolsado === 0) return 'capturado';
  return reembolsado === capturado ? 'reembolsado' : 'reembolsado_en_parte';
}
