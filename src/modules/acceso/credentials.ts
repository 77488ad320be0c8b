import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { Authenticator } from '../../platform/access/authenticator.js';
import { KeyRing } from './claves/key-ring.js';
import { looksLikeKey } from './domain/api-key.js';
import { AccessTokens } from './sesiones/access-tokens.js';

/** Says who somebody is by an access token, or by a key. */
@Injectable()
export class Credentials extends Authenticator {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly keys: KeyRing,
  ) {
    super();
  }

  override authenticate(token: string): Promise<Actor> {
    return looksLikeKey(token) ? this.keys.check(token) : this.tokens.check(token);
  }
}
