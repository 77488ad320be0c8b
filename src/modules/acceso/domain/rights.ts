/** Roles that see or change what is not theirs: where a second factor is demanded, of them it is. */
const PRIVILEGED = ['administrador', 'operador', 'auditor'];

/** What of a person and his session decides about his rights. */
export interface Standing {
  roles: readonly string[];
  /** Whether he has set up a second factor. */
  hasFactor: boolean;
  /** Whether this session has shown it. */
  shown: boolean;
}

/** Whether a session must show a second factor, or set one up, before it may do anything else. */
export function isPending({ roles, hasFactor, shown }: Standing, demanded: boolean): boolean {
  if (shown) return false;
  return hasFactor || (demanded && roles.some((role) => PRIVILEGED.includes(role)));
}
