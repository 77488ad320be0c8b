import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, ROOT } from './planted-tree.js';
import { roomOf, SHARED, STORES, strayTables, tablesNamed, tablesOf } from './table-rooms.js';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('each table has one room', () => {
  const tables = tablesOf(read('prisma/schema.prisma'));
  const files = filesUnder('src', 'workers')
    .filter((path) => path.endsWith('.ts') && !path.startsWith('src/platform/database/prisma/'))
    .map((path) => ({ path, text: read(path) }));
  const rooms = new Map<string, Set<string>>();
  for (const { path, text } of files)
    for (const table of tablesNamed(text, tables))
      rooms.set(table, (rooms.get(table) ?? new Set()).add(roomOf(path) ?? path));

  it('and no other names it in SQL', () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(rooms.size).toBeGreaterThan(20);
    expect(strayTables(files, tables)).toEqual([]);
  });

  it('but for those that are listed with a reason, and every entry of the list is needed', () => {
    const listed = Object.entries(SHARED).flatMap(([table, { owner, others }]) =>
      [owner, ...Object.keys(others)].map((room) => `${table} ${room}`),
    );
    const needed = listed.filter((entry) => {
      const [table = '', room = ''] = entry.split(' ');
      return rooms.get(table)?.has(room) ?? false;
    });
    // Partitions of envíos and trazas are named with their month, and rows of trazas come by `unnest`.
    expect(needed).toEqual(listed);
    expect(Object.keys(STORES).filter((table) => !tables.includes(table))).toEqual([]);
  });

  const planted = (path: string, sql: string) =>
    strayTables([...files, { path, text: `const SQL = \`${sql}\`;` }], tables).filter((found) =>
      found.endsWith(path),
    );

  it.each([
    ['src/modules/kpis/x.ts', 'SELECT codigo FROM codigos_envio'],
    ['src/modules/trazas/x.ts', 'DELETE FROM trazas_en_espera'],
    ['src/commands/clientes/x.handler.ts', 'UPDATE envios SET bultos = 1'],
    ['src/queries/colas/x.handler.ts', 'SELECT 1 FROM a JOIN trazas t USING (id)'],
    ['src/modules/envios/x.ts', 'INSERT INTO rechazos (id) VALUES ($1)'],
    ['src/platform/queues/x.ts', 'LOCK TABLE periodos IN SHARE MODE'],
  ])('finds it in %s: %s', (path, sql) => expect(planted(path, sql)).toHaveLength(1));

  it.each([
    ['src/modules/archivo/x.ts', 'SELECT FROM envios'],
    ['src/modules/kpis/x.ts', 'SELECT FROM vista_envios_detalle'],
    ['src/queries/trazas/x.handler.ts', 'SELECT FROM rechazos'],
  ])('lets pass %s: %s', (path, sql) => expect(planted(path, sql)).toEqual([]));
});
