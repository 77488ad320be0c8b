import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const PAGO_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4d02';
const PEDIDO_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4d01';

/** Fields of money. */
export const PAGOS_FIELDS: FieldTexts = {
  'Pago.id': ['Identificador (UUID).', 'Identifier (UUID).', PAGO_ID],
  'PagoDePedido.id': ['Identificador (UUID).', 'Identifier (UUID).', PAGO_ID],
  pagoId: ['Id del pago.', 'Id of the pago.', PAGO_ID],
  pedidoId: ['Id del pedido.', 'Id of the pedido.', PEDIDO_ID],
  metodo: ['Cómo se paga.', 'How it is paid.', 'contra_entrega'],
  'Pago.estado': ['En qué va.', 'How far it is.', 'capturado'],
  'PagoDePedido.estado': ['En qué va.', 'How far it is.', 'iniciado'],
  'Reembolso.estado': ['En qué va.', 'How far it is.', 'hecho'],
  'PagoInput.monto': ['Cuánto; nulo es lo que falta.', 'How much; null is what is left.', null],
  'PagoDePedido.monto': ['Cuánto.', 'How much.'],
  'Pago.monto': ['Cuánto.', 'How much.'],
  'Reembolso.monto': ['Cuánto.', 'How much.'],
  'ReembolsoInput.monto': ['Cuánto.', 'How much.', { monto: 100, moneda: 'PEN' }],
  'ValeInput.monto': ['Con cuánto empieza.', 'What it begins with.'],
  'Reembolso.motivo': ['Por qué.', 'Why.', 'llegó frío'],
  'ReembolsoInput.motivo': ['Por qué.', 'Why.', 'llegó frío'],
  cuotas: ['En cuántas cuotas.', 'In how many instalments.', 1],
  proveedor: ['Quién cobra.', 'Who takes the money.', null],
  'Pago.proveedor': ['Quién cobra.', 'Who takes the money.', 'comercio'],
  metodoPagoId: ['Id de un método guardado.', 'Id of a stored method.', null],
  'PagoInput.vale': ['Código de un vale.', 'Code of a vale.', null],
  urlRetorno: ['Adónde vuelve el comprador.', 'Where the buyer comes back to.', null],
  'Pago.accion': [
    'Lo que falta hacer para pagar; nulo si nada.',
    'What is left to do to pay; null if nothing.',
    null,
  ],
  'PagoDePedido.accion': [
    'Lo que falta hacer para pagar; nulo si nada.',
    'What is left to do to pay; null if nothing.',
    null,
  ],
  'PagoAccion.url': ['Dónde se paga.', 'Where it is paid.', 'https://pagos.example/p/1'],
  capturado: ['Lo que se cobró.', 'What was taken.'],
  reembolsado: ['Lo que se devolvió.', 'What went back.'],
  'Pago.referencia': ['Con qué nombre lo conoce el proveedor.', 'How the provider calls it.', null],
  razonFallo: ['Por qué falló.', 'Why it failed.', null],
  'Vale.id': ['Identificador (UUID).', 'Identifier (UUID).', PAGO_ID],
  'ValeCreado.id': ['Identificador (UUID).', 'Identifier (UUID).', PAGO_ID],
  'Vale.inicial': ['Con cuánto empezó.', 'What it began with.'],
  'ValeCreado.inicial': ['Con cuánto empezó.', 'What it began with.'],
  saldo: ['Lo que le queda.', 'What is left of it.'],
  'ValeCreado.codigo': [
    'Quien lo tiene puede gastarlo. Se muestra esta vez.',
    'Whoever has it may spend it. It is shown this once.',
    'vale_0123456789abcdef0123456789abcdef',
  ],
};
