import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { type Actor, isPending, type Rol } from './actor.js';

/** Who may run a command or a query, and whose rows it touches. */
export interface AccessLine {
  /**
   * Roles that may run it; the administrador always may, and so may the house itself. `sistema`: nobody else. `identificados`:
   * everybody with credentials. `publico`: everybody.
   */
  readonly roles: readonly Rol[] | 'sistema' | 'identificados' | 'publico';
  /** `propios`: only rows of its own, but for those who see everything. `todos` if left out. */
  readonly narrow?: 'propios' | 'todos';
  /**
   * Whether it takes credentials also where a request without any may do everything: what it gives opens doors for longer than
   * that is so.
   */
  readonly lasting?: boolean;
  /** Whether also somebody may run it who has not shown his second factor yet. What everybody may run, he may too. */
  readonly pending?: boolean;
}

const LINE = 'trazo:access';

/**
 * The line of a command or a query in the table of who may do what. One without its line does not start.
 */
export const Access =
  (line: AccessLine): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(LINE, line, target);

/** Only jobs and workers run it. */
export const SystemOnly = () => Access({ roles: 'sistema' });

/** The line of a command or a query; undefined if it has none. */
export function lineOf(message: object): AccessLine | undefined {
  return Reflect.getMetadata(LINE, message) as AccessLine | undefined;
}

/** Whether an actor may run what has this line. */
export function mayRun(actor: Actor, line: AccessLine): boolean {
  const { tipo, roles } = actor;
  if (tipo === 'sistema' || line.roles === 'publico') return true;
  if (line.roles === 'sistema') return false;
  if (line.lasting && tipo === 'anonimo') return false;
  if (isPending(actor)) return line.pending === true;
  if (roles.includes('administrador')) return true;
  if (line.roles === 'identificados') return tipo !== 'anonimo';
  return line.roles.some((rol) => roles.includes(rol));
}

/**
 * Why an actor may not run what has this line: who has no credentials may show some, and who owes his second factor may show
 * it. Undefined if he may.
 */
export function refusalOf(actor: Actor, line: AccessLine): DomainError | undefined {
  if (mayRun(actor, line)) return undefined;
  if (isPending(actor) && line.roles === 'identificados') return new DomainError('segundo-factor');
  return new DomainError(actor.tipo === 'anonimo' ? 'credencial-requerida' : 'no-permitido');
}

/** A class of commands or queries. */
export type MessageType = Type<object>;
