import 'reflect-metadata';
import { type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { type Config, parseConfig } from '../../src/platform/config/config.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { serveApiDocs } from '../../src/platform/http/openapi.js';
import { plantHouseKey } from '../../tools/runtime/house-key.js';
import { WorkerModule } from '../../workers/worker.module.js';
import { createDatabase, type TestDatabase } from './database.js';
import { Given } from './given.js';
import { HttpClient } from './http-client.js';
import { deleteKeys } from './redis-keys.js';
import { urlOf } from './servers.js';

/** The whole system in this process, on a database and a Redis prefix of its own. */
export interface Stack {
  config: Config;
  /** Straight to the database. */
  pool: pg.Pool;
  api: NestFastifyApplication;
  http: HttpClient;
  given: Given;
  /** A provider of the API process. */
  get<T>(type: Type<T>): T;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Stops everything and leaves nothing behind. */
  close(): Promise<void>;
}

/** On a busy machine everything takes its time; whoever is after one of these limits sets it. */
export const PATIENT = {
  DATABASE_TIMEOUT_MS: '120000',
  TRAZO_PARADA_SEGUNDOS: '240',
  TRAZO_CABECERAS_SEGUNDOS: '120',
  TRAZO_INACTIVIDAD_SEGUNDOS: '600',
};

/** What a stack may be told to do differently. */
export interface StackOptions {
  /** Whether the worker runs from the beginning; true if left out. */
  worker?: boolean;
  /** Variables of the configuration. */
  env?: Record<string, string>;
  /** A database that was made beforehand; dropped with the stack. A new one if left out. */
  database?: TestDatabase;
}

/** Starts API and worker. */
export async function startStack({ worker = true, env = {}, ...given }: StackOptions = {}): Promise<Stack> {
  const database = given.database ?? (await createDatabase());
  const archive = mkdtempSync(join(tmpdir(), 'trazo-archivo-'));
  const config = parseConfig({
    DATABASE_URL: database.url,
    DATABASE_POOL_MAX: '6',
    ...PATIENT,
    REDIS_URL: urlOf('redis'),
    REDIS_PREFIX: `{${randomBytes(6).toString('hex')}}`,
    PORT: '0',
    TRAZO_ARCHIVO_DIR: archive,
    TRAZO_CORREO_DIR: join(archive, 'correo'),
    // What tests backfill is old; nothing leaves for the archive that they do not send there.
    TRAZO_ARCHIVO_MESES: '1200',
    // Tests log in as often as they need to; all of them come from one address.
    TRAZO_ACCESO_INICIOS_POR_MINUTO: '100000',
    // Nobody is there to be kept out of the way of.
    TRAZO_ARCHIVO_PORCENTAJE: '100',
    ...env,
  });
  await plantHouseKey(database.pool);
  const api = await createHttpApp(AppModule.with(config), false);
  serveApiDocs(api);
  await api.listen(0, '127.0.0.1');
  const http = new HttpClient(await api.getUrl());
  let workers: INestApplicationContext | undefined;
  const startWorker = async () => {
    workers = await NestFactory.createApplicationContext(WorkerModule.with(config), {
      logger: false,
      abortOnError: false,
    });
  };
  const stopWorker = async () => {
    await workers?.close();
    workers = undefined;
  };
  if (worker) await startWorker();
  return {
    config,
    pool: database.pool,
    api,
    http,
    given: new Given(http),
    get: (type) => api.get(type, { strict: false }),
    startWorker,
    stopWorker,
    async close() {
      await stopWorker();
      await api.close();
      await deleteKeys(config.REDIS_URL, config.REDIS_PREFIX);
      await database.close();
      rmSync(archive, { recursive: true, force: true });
    },
  };
}
