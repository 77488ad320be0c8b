import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis } from '../../../scripts/services/redis-finder.mjs';

/** Machines that do not exist: directories with small scripts that answer as the programs would. */
describe('the Redis that is found', () => {
  let machine: string;
  beforeEach(() => (machine = mkdtempSync(join(tmpdir(), 'trazo-finder-'))));
  afterEach(() => rmSync(machine, { recursive: true }));

  function program(directory: string, name: string, script: string) {
    mkdirSync(join(machine, directory), { recursive: true });
    const file = join(machine, directory, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }
  const redis = (directory: string, version: string, name = 'redis-server') =>
    program(directory, name, `echo "Redis server v=${version} sha=00000000:0 malloc=libc bits=64"`);

  function find(...path: string[]) {
    const env = {
      PATH: path.map((each) => join(machine, each)).join(':'),
      HOMEBREW_PREFIX: join(machine, 'brew'),
    };
    return findRedis({ toolsDir: join(machine, 'tools'), env });
  }

  it('is the one on the PATH before any other', async () => {
    redis('brew/bin', '8.0.0');
    program('bin', 'docker', 'echo 27.0');
    const binary = redis('bin', '7.0.15');
    expect(await find('bin')).toMatchObject({ kind: 'binary', binary });
  });

  it('may be a Valkey', async () => {
    const binary = program('bin', 'valkey-server', 'echo "Valkey server v=8.1.1 sha=00000000:0"');
    expect(await find('bin')).toMatchObject({ binary });
  });

  it('is new enough: an older one in front of it is passed over', async () => {
    redis('old', '6.2.7');
    const binary = redis('new', '7.2.0');
    expect(await find('old', 'new')).toMatchObject({ binary });
  });

  it('comes out of the packages that apt has, and only out of the cache the second time', async () => {
    // The plan names a library besides the server; dpkg unpacks "the server" and leaves a count of its calls.
    program(
      'bin',
      'apt-get',
      `case "$1" in install) echo "Inst libx (1)";; download) touch a.deb b.deb;; esac`,
    );
    program(
      'bin',
      'dpkg',
      `echo x >> ${machine}/calls; /bin/mkdir -p $3/usr/bin; /bin/cp ${machine}/s $3/usr/bin/redis-server`,
    );
    program('bin', 'touch', '/usr/bin/touch "$@"');
    redis('.', '7.0.15', 's');
    const binary = join(machine, 'tools', 'redis', 'usr', 'bin', 'redis-server');
    expect(await find('bin')).toMatchObject({ kind: 'binary', binary });
    program('bin', 'apt-get', `echo x >> ${machine}/again; exit 1`);
    expect(await find('bin')).toMatchObject({ binary });
    expect(() => rmSync(join(machine, 'again'))).toThrow('ENOENT');
  });

  it('is Homebrew’s where apt has none', async () => {
    program('bin', 'apt-get', 'exit 100');
    program('bin', 'dpkg', 'exit 1');
    program('bin', 'docker', 'echo 27.0');
    const binary = redis('brew/opt/valkey/bin', '8.0.0', 'valkey-server');
    expect(await find('bin')).toMatchObject({ origin: 'Homebrew', binary });
  });

  it('is Docker’s when nothing else is left, if its engine answers', async () => {
    const docker = program('bin', 'docker', 'echo 27.0');
    expect(await find('bin')).toEqual({ kind: 'docker', origin: 'Docker', docker });
  });

  it('or there is one error that names every way', async () => {
    redis('bin', '6.0.16');
    program('bin', 'docker', 'exit 1');
    const failure = find('bin');
    await expect(failure).rejects.toThrow(/PATH[\s\S]*Debian[\s\S]*Homebrew[\s\S]*Docker[\s\S]*REDIS_URL/);
    await expect(failure).rejects.toThrow('anterior a la versión 7');
    await expect(failure).rejects.toThrow('su motor no responde');
  });
});
