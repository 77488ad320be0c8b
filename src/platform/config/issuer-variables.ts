import { z } from 'zod';
import { safeUrl } from './urls.js';

const named = z.record(z.string(), z.string()).optional();
const namedUrl = z.record(z.string(), safeUrl).optional();

/** Variables of the outside issuers by which people may log in. */
export const ISSUER_VARIABLES = {
  OIDC_ISSUER: safeUrl
    .optional()
    .describe(
      'URL of an OpenID Connect issuer by which people may log in, under the name `oidc`; with `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET`. It is told `<TRAZO_URL_PUBLICA>/v1/sesiones/oidc/<name>/regreso` as the address to return to.',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('What that issuer knows this installation as.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('The secret that it gave out for that.'),
  'TRAZO_OIDC_<EMISOR>_ISSUER': namedUrl.describe(
    'The same for any number of issuers, each under a name of letters and digits: `TRAZO_OIDC_GOOGLE_ISSUER` is `google`.',
  ),
  'TRAZO_OIDC_<EMISOR>_CLIENT_ID': named.describe('What that issuer knows this installation as.'),
  'TRAZO_OIDC_<EMISOR>_CLIENT_SECRET': named.describe('The secret that it gave out for that.'),
  'TRAZO_OAUTH_<EMISOR>_CLIENT_ID': named.describe(
    'The same for plain OAuth 2. `facebook` needs no more than this and its secret; others also name their three URLs.',
  ),
  'TRAZO_OAUTH_<EMISOR>_CLIENT_SECRET': named.describe('The secret that it gave out for that.'),
  'TRAZO_OAUTH_<EMISOR>_AUTORIZACION_URL': namedUrl.describe(
    'Where a plain OAuth issuer asks people for their consent.',
  ),
  'TRAZO_OAUTH_<EMISOR>_TOKEN_URL': namedUrl.describe('Where it takes a code for a token.'),
  'TRAZO_OAUTH_<EMISOR>_PERFIL_URL': namedUrl.describe(
    'Where it tells of the owner of a token: JSON with `id` (or `sub`), `name` and `email`.',
  ),
  TRAZO_OIDC_RETORNOS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .pipe(z.array(safeUrl))
    .describe(
      'Addresses, separated by commas, of pages that a log-in by an outside issuer may end at, each whole. Others are refused.',
    ),
};

/** What belongs together of an issuer. */
export const ISSUER_PARTS = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((part) => `TRAZO_OIDC_<EMISOR>_${part}`),
  ['CLIENT_ID', 'CLIENT_SECRET'].map((part) => `TRAZO_OAUTH_<EMISOR>_${part}`),
];
