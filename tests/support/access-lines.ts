import { Command, Query } from '@nestjs/cqrs';
import { join } from 'node:path';
import { type AccessLine, lineOf } from '../../src/platform/access/access.js';
import { ROLES, type Rol } from '../../src/platform/access/actor.js';
import { ROOT, filesUnder } from '../architecture/planted-tree.js';

/** A command or a query, where it is, and its line. */
export interface Message {
  name: string;
  module: string;
  line: AccessLine | undefined;
}

/** All commands and queries of the program, by their files. */
export async function messages(): Promise<Message[]> {
  const paths = filesUnder('src/commands', 'src/queries').filter((path) =>
    /\.(?:command|query)\.ts$/.test(path),
  );
  const found = await Promise.all(
    paths.map(async (path) => {
      const exported = Object.values((await import(join(ROOT, path))) as Record<string, unknown>);
      return exported.filter(isMessage).map((message) => ({
        name: message.name,
        module: path.split('/')[2] as string,
        line: lineOf(message),
      }));
    }),
  );
  return found.flat().sort((a, b) => (a.module + a.name < b.module + b.name ? -1 : 1));
}

function isMessage(value: unknown): value is { name: string } {
  return (
    typeof value === 'function' && (value.prototype instanceof Command || value.prototype instanceof Query)
  );
}

/** The roles that a line tells apart: the administrador may do everything. */
const TOLD = ROLES.filter((rol) => rol !== 'administrador');

/** The table of docs/acceso.md, made from the lines. */
export function accessTable(all: readonly Message[]): string {
  const head = ['| command or query |', ...TOLD.map((rol) => ` ${rol} |`)].join('');
  const rows = all
    .filter(({ line }) => line && line.roles !== 'sistema')
    .map(
      ({ name, line }) =>
        `| \`${name}\` |${TOLD.map((rol) => ` ${cellOf(line as AccessLine, rol)} |`).join('')}`,
    );
  return [head, `|---|${TOLD.map(() => '---|').join('')}`, ...rows].join('\n');
}

function cellOf({ roles, narrow }: AccessLine, rol: Rol): string {
  if (roles === 'publico') return 'public';
  if (roles !== 'identificados' && !(roles as readonly string[]).includes(rol)) return '';
  return narrow === 'propios' && rol !== 'operador' && rol !== 'auditor' ? 'own' : 'all';
}
