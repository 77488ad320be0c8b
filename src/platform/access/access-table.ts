import { Injectable, type OnModuleInit, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type AccessLine, lineOf, type MessageType } from './access.js';
import { accessOf } from './runs.js';

/** Where `@CommandHandler` and `@QueryHandler` note what a class handles; the package does not export the names. */
const HANDLES = ['__commandHandler__', '__queryHandler__'];

/** A command or a query, and its line. */
export interface TableRow {
  message: MessageType;
  line: AccessLine;
}

/** A route of a controller, and what it runs: nothing, if it is open to everybody. */
export interface RouteRow {
  method: string;
  path: string;
  runs: readonly MessageType[];
}

/** The table of who may do what: the lines that modules declare beside their commands and queries, put together. */
@Injectable()
export class AccessTable implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Does not let the program start with a command, a query or a route of which nobody has said who may. */
  onModuleInit(): void {
    this.rows();
    this.routes();
  }

  /** All commands and queries that have a handler. */
  rows(): TableRow[] {
    const messages = this.discovery
      .getProviders()
      .flatMap(({ metatype }) => (metatype ? messagesOf(metatype as Type) : []));
    return messages.map((message) => {
      const line = lineOf(message);
      if (!line)
        throw new Error(`${message.name} has no line in the table of access: give it @Access or @SystemOnly`);
      return { message, line };
    });
  }

  /** All routes of controllers. */
  routes(): RouteRow[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = (metatype as Type<object>).prototype as Record<string, object>;
      const base = [Reflect.getMetadata(PATH_METADATA, metatype as Type) as string].flat();
      return this.scanner.getAllMethodNames(prototype).flatMap((name): RouteRow[] => {
        const handler = prototype[name] as object;
        const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
        if (path === undefined) return [];
        const access = accessOf(handler);
        if (!access)
          throw new Error(
            `${(metatype as Type).name}.${name} does not say what it runs: give it @Runs or @Open`,
          );
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
        return base.map((prefix) => ({ method, path: pathOf(prefix, path), runs: access.runs }));
      });
    });
  }
}

const pathOf = (...parts: string[]) =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

function messagesOf(handler: Type): MessageType[] {
  return HANDLES.flatMap((key) => {
    const message = Reflect.getMetadata(key, handler) as MessageType | undefined;
    return message ? [message] : [];
  });
}
