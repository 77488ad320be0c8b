/** What a module says of one type of fact before it can write any. */
export interface FactDeclaration<Data extends object> {
  /** Type of the CloudEvent: `pe.trazo.<subject>.<what happened>.v1`. */
  readonly type: string;
  /** What it happens to, as in `subjectType`. */
  readonly subject: string;
  /**
   * The aggregate's own append-only table, which keeps its whole story:
   * `(id uuid, sujeto_id text, tipo text, ocurrido_en timestamptz, datos jsonb)`. Left out where the command writes the story
   * itself, in the same transaction and in a form of the aggregate's own, as events of a device are.
   */
  readonly table?: string;
  /** DTO class of its data: the check when a fact is written, and the schema for those who read it. */
  readonly Data: new () => Data;
}

/** A declared type of fact. */
export type FactType<Data extends object = object> = Readonly<FactDeclaration<Data>>;

const TYPE = /^pe\.trazo\.[a-z-]+\.[a-z-]+\.v[1-9][0-9]?$/;
const TABLE = /^[a-z_]{1,63}$/;

const declared = new Map<string, FactType>();

/**
 * Declares a type of fact. The module's code holds what this returns, and nothing else can be written.
 *
 * @throws when the type has been declared already, or has no form that a CloudEvent's type has here.
 */
export function declareFact<Data extends object>(declaration: FactDeclaration<Data>): FactType<Data> {
  const { type, table } = declaration;
  if (!TYPE.test(type) || (table !== undefined && !TABLE.test(table)))
    throw new Error(`El hecho «${type}» de la tabla «${table ?? ''}» no tiene un nombre válido.`);
  if (declared.has(type)) throw new Error(`El hecho «${type}» está declarado dos veces.`);
  declared.set(type, declaration);
  return declaration;
}

/** Every type of fact there is. */
export function factTypes(): readonly FactType[] {
  return [...declared.values()];
}
