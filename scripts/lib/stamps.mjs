/** What was done already, and to what. The stamps live in node_modules, so that deleting it starts everything over. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {string} name
 * @param {string} value
 */
export function isStamped(root, name, value) {
  try {
    return readFileSync(stampFile(root, name), 'utf8') === value;
  } catch {
    return false;
  }
}

/**
 * @param {string} root
 * @param {string} name
 * @param {string} value
 */
export function stamp(root, name, value) {
  mkdirSync(join(root, 'node_modules', '.trazo'), { recursive: true });
  writeFileSync(stampFile(root, name), value);
}

/**
 * @param {string} root
 * @param {string} name
 */
function stampFile(root, name) {
  return join(root, 'node_modules', '.trazo', name);
}
