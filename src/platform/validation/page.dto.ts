import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Integer, Text, Words } from './fields.js';

const MAX_LIMIT = 200;

/** A whole number from a query string; what is not one stays as it is, for the rule to refuse. */
export const QueryInteger = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );

/** Rows of a page. */
export const Limit = () => applyDecorators(QueryInteger(), Integer({ min: 1, max: MAX_LIMIT }));

/** Where a page starts: `siguiente` of the one before. */
export const Cursor = () => applyDecorators(IsOptional(), Text({ max: 500 }));

/** Which page of a list. */
export class PageInput {
  @Limit()
  limit: number = 50;

  @Cursor()
  cursor?: string;
}

/** Which page of a list, and of which rows. */
export class SearchPageInput extends PageInput {
  /** Words, each of which is the beginning of one of the row's, without regard to accents and case. An empty one is no filter. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @Words({ max: 100 })
  q?: string;
}
