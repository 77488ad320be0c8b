import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of money. */
export const PAGOS_SCHEMAS: SchemaTexts = {
  Pago: { es: 'Un pago, o una parte de lo que se paga.', en: 'A pago, or a part of what is paid.' },
  PagoAccion: { es: 'Lo que falta hacer para pagar.', en: 'What is left to do to pay.' },
  PagoDePedido: { es: 'Un pago de un pedido.', en: 'A pago of a pedido.' },
  PagoInput: { es: 'Cómo se paga, o una parte.', en: 'How it is paid, or a part of it.' },
  PaginaVales: { es: 'Una página de vales.', en: 'A page of vales.' },
  Reembolso: { es: 'Dinero que volvió.', en: 'Money that went back.' },
  ReembolsoInput: { es: 'Dinero que vuelve.', en: 'Money that goes back.' },
  Vale: { es: 'Un saldo de la casa, sin su código.', en: 'A balance of the house, without its code.' },
  ValeCreado: {
    es: 'Un vale recién hecho, con su código: no se muestra otra vez.',
    en: 'A vale that was just made, with its code: it is not shown again.',
  },
  ValeInput: { es: 'Un vale nuevo.', en: 'A new vale.' },
};
