import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './planted-tree.js';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};
// The generated client imports the runtime; the bare name leads to a client in node_modules that we never generate.
const packages = Object.keys(manifest.dependencies).map((name) =>
  name === '@prisma/client' ? '@prisma/client/runtime/client' : name,
);

describe('toolchain', () => {
  // The mapper from `.js` to `.ts` in jest.config.mjs must leave the files of packages alone.
  it.each(packages)('loads %s as Node would', async (name) => {
    const loaded = (await import(name)) as object;
    expect(loaded).toBeDefined();
  });

  it('injects by constructor type, so decorator metadata survives the compiler', async () => {
    @Injectable()
    class Reloj {
      hora = () => 'doce';
    }
    @Injectable()
    class Campana {
      constructor(readonly reloj: Reloj) {}
    }
    @Module({ providers: [Reloj, Campana] })
    class Torre {}

    const app = await NestFactory.createApplicationContext(Torre, { logger: false });
    expect(app.get(Campana).reloj.hora()).toBe('doce');
    await app.close();
  });
});
