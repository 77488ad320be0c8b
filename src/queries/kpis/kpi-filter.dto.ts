import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Day } from '../../platform/validation/day.js';
import { ListOf, OneOf, Text, Uuid } from '../../platform/validation/fields.js';
import { PageInput } from '../../platform/validation/page.dto.js';

/** Whose envíos a figure counts. */
export interface KpiScope {
  transportista?: string;
  cliente?: string;
  region?: string;
}

/** Several values: repeated, or with commas between them. */
export const SeveralOf = (values: readonly string[]): PropertyDecorator => {
  const split = Transform(({ value }: { value: string | string[] }) =>
    [value].flat().flatMap((text) => String(text).split(',')),
  );
  const list = ListOf(values);
  return (target, property) => {
    split(target, property);
    list(target, property);
  };
};

/** Days and scope of a list of figures, page by page. */
export class KpiFilterInput extends PageInput implements KpiScope {
  /** First business day; 29 days before the last one if left out. */
  @IsOptional()
  @Day()
  desde?: string;

  /** Last business day, itself included; today if left out. */
  @IsOptional()
  @Day({ notBefore: 'desde' })
  hasta?: string;

  @IsOptional()
  @Uuid()
  transportista?: string;

  @IsOptional()
  @Uuid()
  cliente?: string;

  /** Of the destination. */
  @IsOptional()
  @Text({ max: 60 })
  region?: string;

  /** Also what is in the archive. */
  @IsOptional()
  @OneOf(['true', 'false'])
  incluirArchivo?: 'true' | 'false';
}
