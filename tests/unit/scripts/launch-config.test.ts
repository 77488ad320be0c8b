import { readLaunchConfig } from '../../../scripts/supervisor/config.mjs';

describe('the launcher’s configuration', () => {
  it('has defaults: port 3000, data in the repository, its own services', () => {
    expect(readLaunchConfig({}, '/repo')).toEqual({
      port: 3000,
      host: undefined,
      dataDir: '/repo/.trazo',
      archiveDir: '/repo/.trazo/archivo',
      mailDir: '/repo/.trazo/correo',
      dataKeyFile: undefined,
      databaseUrl: undefined,
      redisUrl: undefined,
    });
  });

  it('takes a relative data directory from where the user stands', () => {
    const env = { TRAZO_DATA_DIR: 'datos', INIT_CWD: '/srv/ana' };
    expect(readLaunchConfig(env, '/repo').dataDir).toBe('/srv/ana/datos');
  });

  it('keeps the archive of each instance with its data, or where it is told to', () => {
    const env = { TRAZO_DATA_DIR: 'datos', INIT_CWD: '/srv/ana' };
    expect(readLaunchConfig(env, '/repo').archiveDir).toBe('/srv/ana/datos/archivo');
    const told = { ...env, TRAZO_ARCHIVO_DIR: '../archivo' };
    expect(readLaunchConfig(told, '/repo').archiveDir).toBe('/srv/archivo');
  });

  it('finding 39: takes port 0 for a free one', () => {
    expect(readLaunchConfig({ PORT: '0' }, '/repo').port).toBe(0);
  });

  it.each(['abc', '65536', '3000.5', '-1'])('refuses the port %s', (port) => {
    expect(() => readLaunchConfig({ PORT: port }, '/repo')).toThrow(`no «${port}»`);
  });
});
