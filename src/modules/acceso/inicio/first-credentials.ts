import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type pg from 'pg';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { POOL } from '../../../platform/database/tokens.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { uuidV7 } from '../../../platform/database/uuid-v7.js';
import { KeySecrets } from '../claves/key-secrets.js';
import { Passwords } from '../usuarios/passwords.js';
import { UsuarioWriter } from '../usuarios/usuario-writer.js';

// API and worker start at the same time, and any number of them.
const TAKE_TURN = `SELECT pg_advisory_xact_lock(hashtextextended('primeras credenciales', 0))`;

const HAS_ADMINISTRATOR = `SELECT FROM usuarios WHERE 'administrador' = ANY (roles) LIMIT 1`;

const IS_THERE = 'SELECT FROM usuarios WHERE id = $1';

const ADD_KEY = `INSERT INTO claves (id, nombre, rol, creada_por) VALUES ($1, $2, $3, 'sistema')`;

const EMAIL = 'administrador@localhost';

/** Keys of the first start. The device has no transportista: it is the house's own, and posts for all of them. */
const KEYS = ['operador', 'dispositivo', 'auditor'] as const;

/**
 * The first administrator, so that somebody can come in: the one whom the configuration names, or, where it names a file, one
 * whose password nobody has chosen, together with a key for each of the others, all of them written into that file.
 */
@Injectable()
export class FirstCredentials implements OnApplicationBootstrap {
  private readonly logger = new Logger('acceso');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly passwords: Passwords,
    private readonly usuarios: UsuarioWriter,
    private readonly secrets: KeySecrets,
  ) {}

  /** Makes them once: not where there is an administrator already. */
  async onApplicationBootstrap(): Promise<void> {
    const {
      TRAZO_CREDENCIALES_ARCHIVO: file,
      TRAZO_ADMIN_EMAIL: email,
      TRAZO_ADMIN_CLAVE: given,
    } = this.config;
    if (!file && !(email && given)) return this.warnIfNobody();
    const password = given ?? randomBytes(24).toString('base64url');
    const administrador = { email: email ?? EMAIL, clave: password };
    let made: string | undefined;
    try {
      await inTransaction(this.pool, async (db) => {
        await db.query(TAKE_TURN);
        if ((await db.query(HAS_ADMINISTRATOR)).rowCount) return;
        const hash = await this.passwords.hash(password);
        const person = { email: administrador.email, nombre: 'Administrador', hash, verified: true };
        const { id } = await this.usuarios.add(db, person, ['administrador']);
        if (!file) return;
        // Before the commit: credentials that are in force can be read somewhere.
        const keys = await this.makeKeys(db);
        await writeSecretly(file, `${JSON.stringify({ administrador, ...keys }, null, 2)}\n`);
        made = id;
      });
    } catch (error) {
      // Where the answer to the commit was lost they may be in force: the file stays. If they are not, the next start makes others.
      if (made === undefined || !(await this.pool.query(IS_THERE, [made])).rowCount) throw error;
    }
    if (made !== undefined)
      this.logger.warn(`The first credentials are in ${file}: keep that file from others`);
  }

  /** Says that nobody could manage access, where that is so. */
  private async warnIfNobody(): Promise<void> {
    if ((await this.pool.query(HAS_ADMINISTRATOR)).rowCount) return;
    this.logger.warn(
      'There is no administrator: name one by TRAZO_ADMIN_EMAIL and TRAZO_ADMIN_CLAVE, or a file by TRAZO_CREDENCIALES_ARCHIVO',
    );
  }

  private async makeKeys(db: Queryable): Promise<Record<string, { claveApi: string }>> {
    const keys: Record<string, { claveApi: string }> = {};
    for (const rol of KEYS) {
      const id = uuidV7();
      await db.query(ADD_KEY, [id, `${rol} (primer inicio)`, rol]);
      keys[rol] = { claveApi: await this.secrets.add(db, id) };
    }
    return keys;
  }
}

/** Writes a file that nobody else can read, whatever was there under its name: whole, or not at all. */
async function writeSecretly(file: string, text: string): Promise<void> {
  const part = `${file}.parte`;
  await rm(part, { force: true });
  await writeFile(part, text, { mode: 0o600, flag: 'wx', flush: true });
  await rename(part, file);
}
