/** Database with all migrations, from which each test file clones its own. */
export const TEMPLATE = 'plantilla';

// Both are set by the global set-up.
const VARIABLES = { postgres: 'TRAZO_TEST_POSTGRES', redis: 'TRAZO_TEST_REDIS' };

/** URL of a server of this test run. */
export function urlOf(server: keyof typeof VARIABLES): string {
  const url = process.env[VARIABLES[server]];
  if (!url) throw new Error(`${VARIABLES[server]} is not set: run the tests with «npm test»`);
  return url;
}

/** The same PostgreSQL with another database. */
export function urlOfDatabase(name: string): string {
  const url = new URL(urlOf('postgres'));
  url.pathname = `/${name}`;
  return url.href;
}

/** Where the tools that were unpacked for this checkout are kept. */
export function toolsDir(): string {
  return `${process.env['TRAZO_DATA_DIR'] || '.trazo'}/tools`;
}
