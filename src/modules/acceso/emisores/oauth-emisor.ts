import * as client from 'openid-client';
import { isLoopback } from '../../../platform/config/urls.js';
import type { Stranger } from '../../../platform/strangers/stranger.js';
import { identityOf } from './claims.js';
import type { Emisor, Identity, Journey } from './emisor.js';

/** Where a plain OAuth issuer is asked what. */
export interface OAuthSettings {
  clientId: string;
  clientSecret: string;
  authorizationUrl: string;
  tokenUrl: string;
  /** Tells in JSON of the owner of a token. */
  profileUrl: string;
  scope: string;
}

/** An issuer of OAuth 2 that does not speak OpenID Connect, as Facebook: it is asked for the profile of whoever came back. */
export class OAuthEmisor implements Emisor {
  private readonly configuration: client.Configuration;

  constructor(
    readonly name: string,
    private readonly settings: OAuthSettings,
    stranger: Stranger,
  ) {
    const { authorizationUrl, tokenUrl, clientId, clientSecret } = settings;
    const { origin, hostname } = new URL(tokenUrl);
    const server = { issuer: origin, authorization_endpoint: authorizationUrl, token_endpoint: tokenUrl };
    this.configuration = new client.Configuration(
      server,
      clientId,
      undefined,
      client.ClientSecretPost(clientSecret),
    );
    this.configuration[client.customFetch] = (to, options) => stranger.fetch(to, options);
    if (isLoopback(hostname)) client.allowInsecureRequests(this.configuration);
  }

  async begin({ redirectUri, state, verifier }: Journey): Promise<URL> {
    return client.buildAuthorizationUrl(this.configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  async finish({ redirectUri, state, verifier }: Journey, answer: string): Promise<Identity> {
    const { access_token: token } = await client.authorizationCodeGrant(
      this.configuration,
      new URL(`${redirectUri}?${answer}`),
      { pkceCodeVerifier: verifier, expectedState: state },
    );
    const { profileUrl, tokenUrl } = this.settings;
    const response = await client.fetchProtectedResource(
      this.configuration,
      token,
      new URL(profileUrl),
      'GET',
    );
    if (response.status !== 200)
      throw new Error(`${this.name}: the profile was answered with ${response.status}`);
    // Whether an address is its owner's it does not say, so that nothing it says of it counts.
    const { email_verified: _, ...claims } = (await response.json()) as Record<string, unknown>;
    return identityOf(new URL(tokenUrl).origin, claims);
  }
}
