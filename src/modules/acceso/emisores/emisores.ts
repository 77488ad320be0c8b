import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Stranger } from '../../../platform/strangers/stranger.js';
import type { Emisor } from './emisor.js';
import { OAuthEmisor, type OAuthSettings } from './oauth-emisor.js';
import { OidcEmisor, type OidcSettings } from './oidc-emisor.js';

/** Under which name the one of `OIDC_ISSUER` is found. */
const PLAIN = 'oidc';

const FACEBOOK = {
  authorizationUrl: 'https://www.facebook.com/v23.0/dialog/oauth',
  tokenUrl: 'https://graph.facebook.com/v23.0/oauth/access_token',
  profileUrl: 'https://graph.facebook.com/v23.0/me?fields=id,name,email',
};

/** Issuers by which people may log in: those of the configuration, and no others. */
@Injectable()
export class Emisores {
  private readonly all = new Map<string, Emisor>();

  /** @throws when one has two settings, or a plain OAuth one lacks a URL. */
  constructor(@Inject(CONFIG) config: Config) {
    for (const [name, settings] of oidcSettings(config))
      this.add(new OidcEmisor(name, settings, new Stranger(`emisor ${name}`)));
    for (const [name, settings] of oauthSettings(config))
      this.add(new OAuthEmisor(name, settings, new Stranger(`emisor ${name}`)));
  }

  /** @throws {DomainError} `recurso-desconocido` */
  get(name: string): Emisor {
    const found = this.all.get(name);
    if (!found) throw new DomainError('recurso-desconocido', { recurso: 'emisor', id: name });
    return found;
  }

  private add(emisor: Emisor): void {
    if (this.all.has(emisor.name)) throw new Error(`El emisor «${emisor.name}» está configurado dos veces.`);
    this.all.set(emisor.name, emisor);
  }
}

function oidcSettings(config: Config): [name: string, settings: OidcSettings][] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = config;
  const plain = issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
  const ids = config['TRAZO_OIDC_<EMISOR>_CLIENT_ID'] ?? {};
  const secrets = config['TRAZO_OIDC_<EMISOR>_CLIENT_SECRET'] ?? {};
  // Of each issuer all three are there: the configuration is not taken otherwise.
  const named = Object.entries(config['TRAZO_OIDC_<EMISOR>_ISSUER'] ?? {}).map(
    ([name, url]): [string, OidcSettings] => [
      name,
      { issuer: url, clientId: ids[name] as string, clientSecret: secrets[name] as string },
    ],
  );
  return plain ? [[PLAIN, plain], ...named] : named;
}

function oauthSettings(config: Config): [name: string, settings: OAuthSettings][] {
  const secrets = config['TRAZO_OAUTH_<EMISOR>_CLIENT_SECRET'] ?? {};
  return Object.entries(config['TRAZO_OAUTH_<EMISOR>_CLIENT_ID'] ?? {}).map(([name, clientId]) => {
    const known = name === 'facebook' ? FACEBOOK : undefined;
    const url = (part: 'AUTORIZACION' | 'TOKEN' | 'PERFIL', usual: string | undefined) => {
      const found = config[`TRAZO_OAUTH_<EMISOR>_${part}_URL`]?.[name] ?? usual;
      if (found) return found;
      throw new Error(`Falta TRAZO_OAUTH_${name.toUpperCase()}_${part}_URL.`);
    };
    const settings = {
      clientId,
      clientSecret: secrets[name] as string,
      authorizationUrl: url('AUTORIZACION', known?.authorizationUrl),
      tokenUrl: url('TOKEN', known?.tokenUrl),
      profileUrl: url('PERFIL', known?.profileUrl),
      scope: 'public_profile email',
    };
    return [name, settings];
  });
}
