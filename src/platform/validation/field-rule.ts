import { ValidateBy, type ValidationArguments } from 'class-validator';
import type { FieldErrorCode, MessageParams } from '../errors/field-errors.js';

/** A JSON Schema (2020-12) fragment. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is wrong with a value. */
export interface Violation {
  code: FieldErrorCode;
  params?: MessageParams;
}

/**
 * One rule for one field, in two forms that must agree (a property test holds them together): `schema` is what the API
 * description shows and the hot route compiles, `check` is what finds and explains the fault.
 */
export interface FieldRule {
  schema: JsonSchema;
  /** Whether JSON Schema cannot say all of it: then the compiled schema calls `check` as well. */
  partial?: true;
  /**
   * @param value - What was sent; never undefined.
   * @param object - The object around it, for rules between fields.
   */
  check(value: unknown, object: Record<string, unknown>): Violation | undefined;
  /** Class of what stands in it, or of each of its items; read when `check` has nothing against the whole. */
  inner?: () => new () => object;
}

/** Name of our one constraint in class-validator's metadata. */
export const FIELD = 'campo';

/** Keyword by which a schema names the rule behind it; it never leaves the process. */
export const RULE_KEYWORD = 'x-regla';

const partialRules: FieldRule[] = [];

/** The rule that a schema names by `RULE_KEYWORD`. */
export function partialRule(index: number): FieldRule {
  return partialRules[index] as FieldRule;
}

/** Puts a rule on a property, through class-validator. */
export function Field(rule: FieldRule): PropertyDecorator {
  const schema = rule.partial ? { ...rule.schema, [RULE_KEYWORD]: partialRules.push(rule) - 1 } : rule.schema;
  const validate = (value: unknown, args?: ValidationArguments) =>
    value !== undefined && rule.check(value, args?.object as Record<string, unknown>) === undefined;
  // The text is never shown, but class-validator keeps the context only of a constraint that has one.
  const validator = { validate, defaultMessage: () => FIELD };
  return ValidateBy({ name: FIELD, constraints: [schema], validator }, { context: { rule } });
}
