import { InvalidArgumentError, Option } from 'commander';

/** `-p nombre=valor`: JSON where it is some, text otherwise. */
export function parametersOption() {
  return new Option('-p, --parametro <nombre=valor>', 'un parámetro del trabajo; se puede repetir').argParser(
    (/** @type {string} */ text, /** @type {Record<string, unknown> | undefined} */ before) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (!name) throw new InvalidArgumentError('Debe tener la forma nombre=valor.');
      return { ...before, [name]: valueOf(value ?? '') };
    },
  );
}

/** @param {string} text */
function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
