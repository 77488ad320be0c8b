import { IsOptional } from 'class-validator';
import { Day } from '../../../platform/validation/day.js';
import { Field } from '../../../platform/validation/field-rule.js';
import { Flag, ListOf, pattern } from '../../../platform/validation/fields.js';

/** Days of the week, from Monday. */
export const DIAS = ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'] as const;

/** What the clock on the wall shows: `HH:MM`, from 00:00 to 24:00. */
const Hora = () =>
  Field(pattern('^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', { code: 'hora' }, { examples: ['12:00'] }));

/** When a comercio is open on some days of the week. Hours that end no later than they begin end on the next day. */
export class Horario {
  @ListOf(DIAS)
  dias!: string[];

  @Hora()
  abre!: string;

  @Hora()
  cierra!: string;
}

/** What holds on one day of the calendar in place of its hours: other hours, or none. */
export class Excepcion {
  @Day()
  dia!: string;

  @IsOptional()
  @Hora()
  abre?: string | null;

  @IsOptional()
  @Hora()
  cierra?: string | null;

  /** True for a day without hours. */
  @IsOptional()
  @Flag()
  cerrado?: boolean | null;
}
