import * as client from 'openid-client';
import { isLoopback } from '../../../platform/config/urls.js';
import type { Stranger } from '../../../platform/strangers/stranger.js';
import { identityOf } from './claims.js';
import type { Emisor, Identity, Journey } from './emisor.js';

/** What an issuer publishes of itself is asked for again after so many milliseconds. */
const FRESH_MS = 3_600_000;

/** An issuer, and what it knows us as. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** An issuer of OpenID Connect: code flow with PKCE, state and nonce. */
export class OidcEmisor implements Emisor {
  private known: { configuration: Promise<client.Configuration>; until: number } | undefined;

  constructor(
    readonly name: string,
    private readonly settings: OidcSettings,
    private readonly stranger: Stranger,
  ) {}

  async begin({ redirectUri, state, verifier, nonce }: Journey): Promise<URL> {
    return client.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  async finish({ redirectUri, state, verifier, nonce }: Journey, answer: string): Promise<Identity> {
    const configuration = await this.configuration();
    const tokens = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${answer}`), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims() as client.IDToken;
    const asks =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = asks ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return identityOf(claims.iss, { ...claims, ...more });
  }

  private configuration(): Promise<client.Configuration> {
    if (this.known && this.known.until > performance.now()) return this.known.configuration;
    const configuration = this.discover();
    const known = { configuration, until: performance.now() + FRESH_MS };
    // What could not be had is not kept.
    configuration.catch(() => (this.known === known ? (this.known = undefined) : undefined));
    this.known = known;
    return configuration;
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    const configuration = await client.discovery(url, clientId, undefined, secretOf(clientSecret), {
      // What it publishes may not lead to places without TLS, unless it is on this very machine itself.
      execute: isLoopback(url.hostname) ? [client.allowInsecureRequests] : [],
      [client.customFetch]: (to, options) => this.stranger.fetch(to, options),
    });
    client.enableNonRepudiationChecks(configuration);
    return configuration;
  }
}

/** The secret in the way that the issuer takes it. */
const secretOf =
  (secret: string): client.ClientAuth =>
  (server, metadata, body, headers) => {
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server;
    const way = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost;
    way(secret)(server, metadata, body, headers);
  };
