/**
 * Lets Node run the TypeScript of tools/ and bench/ as it is. Node strips the types by itself; what is missing is that imports
 * say `.js`, as in all of the repository, where the source is `.ts`.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const relative = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL;
    if (!relative || !context.parentURL?.startsWith('file:')) return nextResolve(specifier, context);
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    return existsSync(fileURLToPath(source))
      ? nextResolve(source.href, context)
      : nextResolve(specifier, context);
  },
});
