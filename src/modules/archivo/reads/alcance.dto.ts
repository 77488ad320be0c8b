import { Flag, Integer } from '../../../platform/validation/fields.js';
import { Mes } from '../../periodos/contract.js';

/** How far a question reaches into the archive. */
export class AlcanceArchivo {
  /** Whether the answer has what is in the archive: asked for with `incluirArchivo=true`. */
  @Flag()
  incluido!: boolean;

  /** The first archived month that it reaches. */
  @Mes()
  desde!: string;

  /** The last one. */
  @Mes()
  hasta!: string;

  /** How many they are. */
  @Integer({ min: 1, max: 10_000 })
  periodos!: number;
}

/** The same as a header (RFC 9651), for answers that are no JSON: `excluido;desde="2019-01";hasta="2023-10"`. */
export function archiveHeader({ incluido, desde, hasta }: AlcanceArchivo): string {
  return `${incluido ? 'incluido' : 'excluido'};desde="${desde}";hasta="${hasta}"`;
}
