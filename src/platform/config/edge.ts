import { isNetwork } from '../network/address-list.js';
import { isOrigin, listOf } from './lists.js';
import { integer } from './numbers.js';

/** Variables of what stands between the API and whoever reaches it. */
export const EDGE = {
  TRAZO_PROXIES: listOf(isNetwork, 'debe ser una lista de direcciones o redes (CIDR) con comas').describe(
    'Addresses or networks (CIDR) of the proxies in front, with commas. `X-Forwarded-For` is believed from these alone.',
  ),
  TRAZO_ORIGENES: listOf(
    isOrigin,
    'debe ser una lista de orígenes con comas: https://tienda.example',
  ).describe(
    'Origins whose pages may ask the API from a browser (CORS), with commas: `https://tienda.example`.',
  ),
  TRAZO_CONEXIONES_POR_IP: integer(1, 1_000_000)
    .default(1_000)
    .describe(
      'Connections that one address may hold to an API process. Proxies of `TRAZO_PROXIES` may hold any number.',
    ),
  TRAZO_CABECERAS_SEGUNDOS: integer(1, 600)
    .default(20)
    .describe(
      'Seconds within which the headers of a request have to come; the connection of one that is slower is closed.',
    ),
  TRAZO_INACTIVIDAD_SEGUNDOS: integer(2, 86_400)
    .default(120)
    .describe(
      'Seconds after which a connection on which nothing moves is closed, also one whose client reads no answer.',
    ),
};
