import { Query } from '@nestjs/cqrs';
import { applyDecorators } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import type { Evento } from '../../modules/eventos/evento.dto.js';
import { TypePattern } from '../../modules/eventos/type-pattern-field.js';
import { Access } from '../../platform/access/access.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { Wait } from '../../platform/validation/wait.js';
import { Integer, OneOf, Uuid } from '../../platform/validation/fields.js';
import { Cursor, QueryInteger } from '../../platform/validation/page.dto.js';

const Limit = () => applyDecorators(QueryInteger(), Integer({ min: 1, max: 1_000 }));

/** Where to read the feed, and what of it. */
export class ListEventosInput {
  @Limit()
  limit: number = 100;

  /** Of `Link`, or the id of the last event that was worked off. */
  @Cursor()
  cursor?: string;

  /** Where to begin without a cursor: at the oldest event that is kept, or behind the newest. */
  @IsOptional()
  @OneOf(['inicio', 'ahora'])
  desde?: 'inicio' | 'ahora';

  /** A type, or a pattern of types in which `*` stands for anything. */
  @IsOptional()
  @TypePattern()
  tipo?: string;

  /** Id of the cliente. */
  @IsOptional()
  @Uuid()
  cliente?: string;

  /** How long to wait for an event when there is none yet, 10 s at most. */
  @IsOptional()
  @Wait()
  esperar?: string;
}

/** A page of the feed. */
export interface EventosPage {
  eventos: Evento[];
  /** Where to read on, also when nothing has come yet. */
  cursor: string;
  /** Whether there was nothing more behind it. */
  upToDate: boolean;
}

/** Events in the one order in which every consumer sees them. */
@Access({ roles: ['operador', 'auditor', 'cliente', 'transportista'], narrow: 'propios' })
export class ListEventosQuery extends Query<EventosPage> {
  constructor(
    readonly input: ListEventosInput,
    readonly context: RequestContext,
  ) {
    super();
  }
}
