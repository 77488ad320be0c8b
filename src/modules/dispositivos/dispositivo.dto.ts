import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import {
  Instant,
  Integer,
  NestedList,
  OneOf,
  Text,
  Uuid,
  UuidBeginning,
} from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';
import { type Reloj, RELOJES } from './domain/reloj.js';

const SINCE = { min: '1970-01-01T00:00:00Z' };
const LARGEST = Number.MAX_SAFE_INTEGER;

/** A device, as its trazas show it. */
export class Dispositivo {
  @Uuid()
  id!: string;

  @Integer({ min: 0, max: LARGEST })
  totalTrazas!: number;

  /** Repeats of a traza that said something else than the first: what was stored first stands. */
  @Integer({ min: 0, max: LARGEST })
  contenidosDistintos!: number;

  /** When we took its first traza in. */
  @Instant(SINCE)
  primeraTrazaEn!: string;

  /** When we took its last traza in. */
  @Instant(SINCE)
  ultimaTrazaEn!: string;

  /**
   * What the device itself said last (`enviadoEn`), if it does: `adelantado`, `atrasado` or `en_hora`. Otherwise `adelantado`
   * is proven by trazas that came before they happened; `posible_atraso` is suspected when not one of many came within five
   * minutes.
   */
  @OneOf(RELOJES)
  reloj!: Reloj;

  /**
   * Milliseconds that its clock is ahead of ours, behind if negative; where the device does not say it, at least so many
   * ahead, or at most so many behind. Null if not known.
   */
  @IsOptional()
  @Integer({ min: -LARGEST, max: LARGEST })
  desfaseRelojMs!: number | null;

  /** The same as an ISO 8601 duration: `PT1H2M`, `-PT7M`, `PT0S`. */
  @IsOptional()
  @Text({ max: 40 })
  desfaseReloj!: string | null;
}

/** Which page of the devices. */
export class DispositivosInput extends PageInput {
  /** The beginning of the id. An empty one is no filter. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @UuidBeginning()
  q?: string;
}

/** A page of devices. */
export class PaginaDispositivos {
  @NestedList(() => Dispositivo, { min: 0, max: 200 })
  datos!: Dispositivo[];

  @IsOptional()
  @Text({ max: 500 })
  siguiente!: string | null;
}
