import { KeyForm } from './claves/key-form.js';
import { KeyRing } from './claves/key-ring.js';
import { KeySecrets } from './claves/key-secrets.js';
import { KeyUse } from './claves/key-use.js';
import { OldFichas } from './correo/fichas.js';
import { Letters } from './correo/letters.js';
import { Emisores } from './emisores/emisores.js';
import { ExternalUsers } from './emisores/external-users.js';
import { Journeys, LostJourneys } from './emisores/journeys.js';
import { OldSeguimientos } from './seguimiento/old-seguimientos.js';
import { SecondFactor } from './segundo-factor/second-factor.js';
import { AccessTokens } from './sesiones/access-tokens.js';
import { LoginThrottle } from './sesiones/login-throttle.js';
import { OldRefreshes } from './sesiones/old-refreshes.js';
import { OldSessions } from './sesiones/old-sessions.js';
import { Revocations } from './sesiones/revocations.js';
import { SessionBook } from './sesiones/session-book.js';
import { SigningKeys } from './sesiones/signing-keys.js';
import { EmailProof } from './usuarios/email-proof.js';
import { Passwords } from './usuarios/passwords.js';
import { UsuarioWriter } from './usuarios/usuario-writer.js';

/** What the rooms of the module work with. */
export const MACHINERY = [
  AccessTokens,
  EmailProof,
  Emisores,
  ExternalUsers,
  Journeys,
  KeyForm,
  KeyRing,
  KeySecrets,
  KeyUse,
  Letters,
  LoginThrottle,
  LostJourneys,
  OldFichas,
  OldRefreshes,
  OldSeguimientos,
  OldSessions,
  Passwords,
  Revocations,
  SecondFactor,
  SessionBook,
  SigningKeys,
  UsuarioWriter,
];
