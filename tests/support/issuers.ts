import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What an issuer says of somebody. */
export type Claims = Record<string, unknown>;

/** An outside issuer that runs in this process. */
export interface Issuer {
  url: string;
  /** Who may log in there, by what he types. */
  people: Map<string, Claims>;
  /** Requests that reached it. */
  calls: string[];
  close(): Promise<void>;
}

const CLIENT = { id: 'trazo', secret: 'un secreto que los dos conocen' };

async function listen(listener: (url: string) => RequestListener): Promise<{ server: Server; url: string }> {
  let handle: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handle = listener(url);
  return { server, url };
}

const closing = (server: Server) => () =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** `oidc-provider`, which is certified: its log-in pages take any password. */
export async function startOidcIssuer(redirectUris: string[]): Promise<Issuer> {
  const people = new Map<string, Claims>();
  const calls: string[] = [];
  const { server, url } = await listen((issuer) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: redirectUris,
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, ...people.get(id) }),
      }),
    });
    const callback = provider.callback();
    return (request, response) => {
      calls.push(`${request.method} ${request.url?.split('?')[0]}`);
      void callback(request, response);
    };
  });
  return { url, people, calls, close: closing(server) };
}

/** The variables that name an issuer of OpenID Connect. */
export const oidcVariables = (name: string, { url }: Pick<Issuer, 'url'>) => ({
  [`TRAZO_OIDC_${name}_ISSUER`]: url,
  [`TRAZO_OIDC_${name}_CLIENT_ID`]: CLIENT.id,
  [`TRAZO_OIDC_${name}_CLIENT_SECRET`]: CLIENT.secret,
});

/** Logs in at `oidc-provider` as a browser does, up to the address that it sends the browser back to. */
export async function logInAt(start: string, login: string, back: string): Promise<string> {
  const jar = new Map<string, string>();
  let [next, form]: [string, string | undefined] = [start, undefined];
  for (let step = 0; step < 12; step += 1) {
    const response: Response = await fetch(next, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        connection: 'close',
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const text = await response.text();
    const location = response.headers.get('location');
    if (location) [next, form] = [new URL(location, next).href, undefined];
    else {
      const [, prompt] = /name="prompt" value="(\w+)"/.exec(text) ?? [];
      if (!prompt) throw new Error(`${next} answered ${response.status}: ${text.slice(0, 500)}`);
      form = new URLSearchParams({ prompt, login, password: 'cualquiera' }).toString();
    }
    if (next.startsWith(back)) return next;
  }
  throw new Error(`the issuer never sent ${login} back`);
}

/** An issuer of plain OAuth that runs in this process. */
export interface PlainIssuer extends Issuer {
  /** Who is let in when somebody comes. */
  login: string;
  /** Goes there from a path of ours, and comes back with this query and this cookie. */
  goneAndBack(from: string): Promise<{ query: Record<string, string>; headers: { cookie: string } }>;
}

async function goneAndBack(from: string) {
  const away = await fetch(from, { redirect: 'manual', headers: { connection: 'close' } });
  const [cookie = ''] = (away.headers.get('set-cookie') ?? '').split(';');
  const back = await fetch(away.headers.get('location') ?? '', {
    redirect: 'manual',
    headers: { connection: 'close' },
  });
  const { searchParams } = new URL(back.headers.get('location') ?? '');
  return { query: Object.fromEntries(searchParams), headers: { cookie } };
}

/** Plain OAuth 2 as Facebook speaks it: no id token, and a profile that is asked for with the token. Whoever comes is let in. */
export async function startOAuthIssuer(): Promise<PlainIssuer> {
  const people = new Map<string, Claims>();
  const calls: string[] = [];
  const codes = new Map<string, { login: string; challenge: string }>();
  const tokens = new Map<string, string>();
  const issuer = { login: 'ana', goneAndBack };
  const { server, url } = await listen((base) => (request, response) => {
    const asked = new URL(request.url ?? '', base);
    calls.push(`${request.method} ${asked.pathname}`);
    const json = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (asked.pathname === '/dialog') {
      const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
      const code = randomBytes(16).toString('hex');
      codes.set(code, {
        login: issuer.login,
        challenge: asked.searchParams.get('code_challenge') ?? '',
      });
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.searchParams.get('state') ?? '');
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (asked.pathname === '/token') {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      return void request.on('end', () => {
        const form = new URLSearchParams(text);
        const given = codes.get(form.get('code') ?? '');
        const proof = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        codes.delete(form.get('code') ?? '');
        if (!given || proof !== given.challenge || form.get('client_secret') !== CLIENT.secret)
          return json(400, { error: 'invalid_grant' });
        const token = randomBytes(16).toString('hex');
        tokens.set(token, given.login);
        return json(200, { access_token: token, token_type: 'bearer', expires_in: 5_000 });
      });
    }
    const login = tokens.get(request.headers.authorization?.replace(/^bearer /i, '') ?? '');
    return login === undefined ? json(401, {}) : json(200, { id: login, ...people.get(login) });
  });
  return Object.assign(issuer, { url, people, calls, close: closing(server) });
}

/** The variables that name an issuer of plain OAuth. */
export const oauthVariables = (name: string, { url }: Pick<Issuer, 'url'>) => ({
  [`TRAZO_OAUTH_${name}_CLIENT_ID`]: CLIENT.id,
  [`TRAZO_OAUTH_${name}_CLIENT_SECRET`]: CLIENT.secret,
  [`TRAZO_OAUTH_${name}_AUTORIZACION_URL`]: `${url}/dialog`,
  [`TRAZO_OAUTH_${name}_TOKEN_URL`]: `${url}/token`,
  [`TRAZO_OAUTH_${name}_PERFIL_URL`]: `${url}/me`,
});
