import type { Language } from '../errors/problem-document.js';
import { RULE_KEYWORD } from '../validation/field-rule.js';
import { deriveSchemas } from '../validation/schemas.js';
import { defaultsOf, dtoClasses } from '../validation/dto-classes.js';
import { isPicked, isSometimes } from './presence.js';
import { otherSchemas } from './other-schemas.js';
import { mapObjects, nameOf, referencesOf, referenceTo, type Schema } from './schema.js';
import { fieldText } from './texts/fields.js';
import { schemaText } from './texts/schemas.js';

/** What a schema is for: what is asked, what is answered, or the part of an answer that was picked. */
export type Role = 'asked' | 'answered' | 'picked';

const TEXT_INDEX = { es: 0, en: 1 } as const;

/** The schemas of the document: those alone that an operation leads to. */
export class ComponentSchemas {
  private readonly derived = { ...deriveSchemas(), ...otherSchemas.entries() } as Record<string, Schema>;
  private readonly classes = dtoClasses();
  private readonly asked: ReadonlySet<string>;
  private readonly components = new Map<string, Schema>();

  /** @param requests - Whatever refers to the schemas of what is asked. */
  constructor(
    private readonly language: Language,
    requests: unknown,
  ) {
    this.asked = this.reachedFrom(referencesOf(requests));
  }

  /** The same value with its references leading to components for this role. */
  resolve<T>(value: T, role: Role): T {
    return mapObjects(value, (object) => {
      const name = nameOf(object.$ref);
      return name === undefined ? object : { ...object, ...referenceTo(this.componentOf(name, role)) };
    }) as T;
  }

  /** All that were referred to, by name. */
  all(): Record<string, Schema> {
    // Sorted, so that the committed description does not change with the order in which files are loaded.
    return Object.fromEntries([...this.components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The schema of a class as it was derived. */
  of(name: string): Schema | undefined {
    return this.derived[name];
  }

  private componentOf(name: string, role: Role): string {
    const inner: Role = role === 'answered' && isPicked(this.classes.get(name)) ? 'picked' : role;
    const component = name + this.suffix(name, role);
    if (!this.components.has(component)) {
      const schema = this.derived[name];
      if (!schema) throw new Error(`The description refers to ${name}, and no loaded class has that name.`);
      this.components.set(component, {});
      this.components.set(component, this.describe(name, schema, inner));
    }
    return component;
  }

  private suffix(name: string, role: Role): string {
    if (role === 'picked') return 'Parcial';
    return role === 'answered' && this.asked.has(name) ? 'Respuesta' : '';
  }

  private describe(name: string, schema: Schema, role: Role): Schema {
    const dto = this.classes.get(name);
    const defaults = role === 'asked' ? defaultsOf(dto) : {};
    const text = schemaText(name, role === 'picked');
    const properties = Object.entries(schema.properties ?? {});
    const required = {
      asked: () => (schema.required ?? []).filter((field) => !(field in defaults)),
      answered: () =>
        dto
          ? properties.map(([field]) => field).filter((field) => !isSometimes(dto, field))
          : (schema.required ?? []),
      picked: () => [],
    }[role]();
    const { required: _derived, ...rest } = schema;
    return {
      ...(this.resolve(rest, role) as Schema),
      ...(text && { description: text[this.language] }),
      properties: Object.fromEntries(
        properties.map(([field, property]) => [
          field,
          {
            ...this.resolve(property, role),
            ...this.textOf(name, field, property),
            ...(field in defaults && { default: defaults[field] }),
          },
        ]),
      ),
      ...(required.length > 0 && { required }),
    };
  }

  private textOf(type: string, field: string, property: Schema): Schema {
    const text = fieldText(type, field);
    if (!text) return {};
    const [, , example] = text;
    return {
      description: text[TEXT_INDEX[this.language]],
      ...(example !== undefined && !referencesOf(property).length && { examples: [example] }),
    };
  }

  private reachedFrom(names: readonly string[]): Set<string> {
    const reached = new Set<string>();
    const visit = (name: string) => {
      if (reached.has(name)) return;
      reached.add(name);
      referencesOf(this.derived[name]).forEach(visit);
    };
    names.forEach(visit);
    return reached;
  }
}

/** Without the keyword by which schemas name rules of this process. */
export function withoutRules<T>(value: T): T {
  return mapObjects(value, ({ [RULE_KEYWORD]: _rule, ...object }) => object) as T;
}
