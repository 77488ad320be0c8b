import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory as makeDirectorySync } from '../../scripts/lib/directories.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { configFaults, parseConfig } from '../../src/platform/config/config.js';
import { postgresFaults, redisFaults } from '../../src/platform/config/reachable.js';
import { makeDirectory } from '../../src/platform/files/make-directory.js';
import { urlOf } from '../support/servers.js';

const NEEDED = { DATABASE_URL: 'postgres://x@localhost/x', REDIS_URL: 'redis://localhost' };

describe('configuration', () => {
  it('has a default, or does without, for all but the two URLs, and is frozen', () => {
    const config = parseConfig(NEEDED);
    expect(config).toMatchObject({ PORT: 3000, TRAZO_REDIS_SIN_GARANTIAS: false, ...NEEDED });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an empty variable for one that is left out', () => {
    expect(parseConfig({ ...NEEDED, PORT: '' }).PORT).toBe(3000);
  });

  it('names everything that is wrong at once', () => {
    const wrong = { DATABASE_URL: 'mysql://x', PORT: 'tres', TRAZO_REDIS_SIN_GARANTIAS: 'true' };
    expect(() => parseConfig(wrong)).toThrow(
      /DATABASE_URL[\s\S]*REDIS_URL[\s\S]*TRAZO_REDIS_SIN_GARANTIAS|PORT[\s\S]*DATABASE_URL[\s\S]*REDIS_URL[\s\S]*TRAZO_REDIS_SIN_GARANTIAS/,
    );
  });
});

describe('the door', () => {
  const accessFault = (env: Record<string, string>) =>
    configFaults({ ...NEEDED, ...env }).find(({ variable }) => variable === 'TRAZO_ACCESO')?.fault;

  it('is shut unless somebody opens it', () => {
    expect(parseConfig(NEEDED).TRAZO_ACCESO).toBe('exigir');
  });

  it.each([
    [{ HOST: '0.0.0.0' }],
    [{ HOST: '::' }],
    [{ HOST: '10.0.0.4' }],
    [{ HOST: 'trazo.example' }],
    [{ NODE_ENV: 'production' }],
    [{ HOST: 'localhost', NODE_ENV: 'production' }],
  ])('is not left open with %j', (env) => {
    expect(accessFault({ ...env, TRAZO_ACCESO: 'abierto' })).toContain('solo se acepta');
    expect(accessFault(env)).toBeUndefined();
  });

  it.each(['127.0.0.1', '::1', 'localhost', ''])('may stand open at «%s»', (HOST) => {
    expect(accessFault({ HOST, TRAZO_ACCESO: 'abierto' })).toBeUndefined();
  });
});

describe('finding 39: what is wrong with the configuration', () => {
  const faultsOf = (env: Record<string, string>) =>
    Object.fromEntries(configFaults({ ...NEEDED, ...env }).map(({ variable, fault }) => [variable, fault]));

  it('finding 39: is said of all variables at once, in one language', () => {
    const wrong = {
      PORT: 'tres',
      TRAZO_LOG: 'xml',
      TRAZO_ZONA: 'Lima',
      TRAZO_COLA_MAX_TRAZAS: '0',
      TRAZO_RECIBOS_HORAS: '1.5',
    };
    expect(faultsOf({ ...wrong, AWS_ENDPOINT_URL: 'minio', TRAZO_CODIGO_PAIS: 'pe' })).toEqual({
      PORT: 'debe ser un número, no «tres»',
      TRAZO_LOG: 'debe ser json o texto, no «xml»',
      TRAZO_ZONA: 'debe ser una zona horaria de la base IANA, no «Lima»',
      TRAZO_COLA_MAX_TRAZAS: 'debe ser 1 o más, no «0»',
      TRAZO_RECIBOS_HORAS: 'debe ser un número entero, no «1.5»',
      AWS_ENDPOINT_URL: 'debe ser una URL',
      TRAZO_CODIGO_PAIS: 'debe ser dos letras mayúsculas, no «pe»',
    });
  });

  it.each([
    ['TRAZO_ARCHIVO_MESE', 'TRAZO_ARCHIVO_MESES'],
    ['TRAZO_ARHCIVO_DIR', 'TRAZO_ARCHIVO_DIR'],
    ['TRAZO_ZONE', 'TRAZO_ZONA'],
    ['TRAZO_PORT', 'PORT'],
    ['TRAZO_DATA_DRI', 'TRAZO_DATA_DIR'],
  ])('finding 39: %s is a typing mistake: %s was meant', (name, meant) => {
    expect(faultsOf({ [name]: '12' })).toEqual({ [name]: `no existe; ¿quiso decir ${meant}?` });
  });

  it.each([
    ['TRAZO_PORT', 'tcp://10.0.0.1:3000'],
    ['TRAZO_PORT_3000_TCP_ADDR', '10.0.0.1'],
    ['TRAZO_SERVICE_HOST', '10.0.0.1'],
    ['TRAZO_DATA_DIR', '/srv'],
    ['TRAZO_OTRA_COSA', 'x'],
  ])('finding 39: %s=%s keeps nothing from starting', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual({});
  });

  it.each([
    'postgres://',
    'postgres:///trazo',
    'postgresql:// /x',
    'postgres://h:0/x',
    'postgres:x',
    'http://h/x',
    'postgres://h:99999/x',
  ])('finding 39: %s is no DATABASE_URL', (url) =>
    expect(Object.keys(faultsOf({ DATABASE_URL: url }))).toEqual(['DATABASE_URL']),
  );

  it('finding 39: a URL with a password is never shown', () => {
    expect(
      JSON.stringify(configFaults({ ...NEEDED, DATABASE_URL: 'mysql://ana:secreta@h/x' })),
    ).not.toContain('secreta');
  });

  it('gathers what there may be any number of, by its names', () => {
    const env = { ISSUER: 'https://accounts.example', CLIENT_ID: 'a', CLIENT_SECRET: 'b' };
    const named = Object.entries(env).map(([part, value]) => [`TRAZO_OIDC_GOOGLE_${part}`, value]);
    const config = parseConfig({
      ...NEEDED,
      ...(Object.fromEntries(named) as object),
      TRAZO_OIDC_RETORNOS: 'https://a/b, https://c',
    });
    expect(config['TRAZO_OIDC_<EMISOR>_ISSUER']).toEqual({ google: env.ISSUER });
    expect(config.TRAZO_OIDC_RETORNOS).toEqual(['https://a/b', 'https://c']);
  });

  it('names what is missing or unsafe of an issuer, and shows no secret', () => {
    expect(
      faultsOf({
        TRAZO_OIDC_GOOGLE_ISSUER: 'http://accounts.example',
        TRAZO_OIDC_GOOGLE_CLIENT_SECRET: 'muy secreto',
        TRAZO_OAUTH_OTRO_CLIENT_ID: 'a',
        OIDC_CLIENT_ID: 'a',
        TRAZO_OIDC_RETORNOS: 'http://a',
        TRAZO_ADMIN_CLAVE: 'corta',
      }),
    ).toEqual({
      TRAZO_OIDC_GOOGLE_ISSUER: 'debe ser una URL https, no «http://accounts.example»',
      TRAZO_OIDC_GOOGLE_CLIENT_ID: 'falta',
      TRAZO_OAUTH_OTRO_CLIENT_SECRET: 'falta',
      OIDC_ISSUER: 'falta',
      OIDC_CLIENT_SECRET: 'falta',
      TRAZO_OIDC_RETORNOS: 'debe ser una URL https, no «http://a»',
      TRAZO_ADMIN_CLAVE: 'debe tener al menos 12 caracteres',
    });
  });

  it('finding 39: what is given is tried: a server that is not there is said', async () => {
    const port = await freePort();
    expect(await postgresFaults('DATABASE_URL', `postgres://ana@127.0.0.1:${port}/x`)).toEqual([
      { variable: 'DATABASE_URL', fault: `no se pudo conectar: connect ECONNREFUSED 127.0.0.1:${port}` },
    ]);
    expect(await redisFaults('REDIS_URL', `redis://127.0.0.1:${port}`)).toEqual([
      { variable: 'REDIS_URL', fault: `no se pudo conectar: connect ECONNREFUSED 127.0.0.1:${port}` },
    ]);
    expect(await postgresFaults('DATABASE_URL', urlOf('postgres'))).toEqual([]);
    expect(await redisFaults('REDIS_URL', urlOf('redis'))).toEqual([]);
  });
});

test('finding 39: a directory that the system will not make is refused at once, where Node would try for ever', async () => {
  await expect(makeDirectory('/proc/nope/archivo')).rejects.toThrow(/ENOENT|EACCES|EPERM/);
  expect(() => makeDirectorySync('/proc/nope/datos')).toThrow(/ENOENT|EACCES|EPERM/);
  const root = mkdtempSync(join(tmpdir(), 'trazo-dir-'));
  expect(await makeDirectory(join(root, 'a', 'b'))).toBe(join(root, 'a'));
  expect(await makeDirectory(join(root, 'a', 'b'))).toBeUndefined();
  makeDirectorySync(join(root, 'c', 'd'));
  expect(existsSync(join(root, 'c', 'd'))).toBe(true);
  writeFileSync(join(root, 'fichero'), '');
  await expect(makeDirectory(join(root, 'fichero', 'x'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  rmSync(root, { recursive: true });
});
