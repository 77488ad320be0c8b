import { isNetwork } from '../network/address-list.js';
import { listOf } from './lists.js';
import { integer } from './numbers.js';

/** Variables of what calls others because they asked for it. */
export const OUTGOING = {
  TRAZO_WEBHOOKS_PERMITIDOS: listOf(isNetwork, 'debe ser una lista de redes (CIDR) con comas').describe(
    'Networks (CIDR, separated by commas) that are not public and that webhooks may reach all the same, without TLS too.',
  ),
  TRAZO_WEBHOOKS_INTENTOS_DIAS: integer(1, 365)
    .default(30)
    .describe('Days that each delivery to a webhook can be read.'),
};
