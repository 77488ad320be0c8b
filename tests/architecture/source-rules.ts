/** A file of the repository: path from the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Says which of the files break it; an empty list is a clean house. */
export type SourceRule = (files: readonly SourceFile[]) => string[];

const ROLES = 'command|handler|query|module|controller|worker|job|queue|errors|dto|docs|params|answer|test';
const KEBAB = '[a-z0-9]+(?:-[a-z0-9]+)*';
const NAME = new RegExp(`^${KEBAB}(?:\\.(?:${ROLES}|d))?\\.(?:ts|mjs|cjs|sql|json)$`);
const CODE = /^(?:src|workers|tests|bench|tools|scripts|cli)\/.*\.(?:ts|mts|cts|js|mjs|cjs|sql|json)$/;

/** Where a file may stand, by tree: nothing lies loose beside the rooms. */
const ROOMS = [
  /^src\/(?:main|migrate|modules|declarations|api-text|app\.module|platform\/platform\.module)\.ts$/,
  new RegExp(`^src/commands/${KEBAB}/[^/]+\\.(?:command|handler|dto)\\.ts$`),
  new RegExp(`^src/queries/${KEBAB}/[^/]+\\.(?:query|handler|dto)\\.ts$`),
  new RegExp(`^src/queries/${KEBAB}/[^/]+\\.sql$`),
  new RegExp(`^src/modules/${KEBAB}/`),
  new RegExp(`^src/platform/${KEBAB}/`),
  /^workers\/(?:main|jobs|worker\.module)\.ts$/,
  new RegExp(`^workers/${KEBAB}/`),
  /^tests\/(?:unit|integration|e2e|architecture|faults|support)\//,
  /^(?!src\/|workers\/|tests\/)/,
];

const ROLE_ROOMS: readonly (readonly [role: RegExp, room: RegExp])[] = [
  [/\.command\.ts$/, /^src\/commands\/[^/]+\/[a-z0-9]+(?:-[a-z0-9]+)+\.command\.ts$/],
  [/\.query\.ts$/, /^src\/queries\/[^/]+\/(?:get|list)-[a-z0-9-]+\.query\.ts$/],
  [/\.handler\.ts$/, /^src\/(?:commands|queries)\//],
  [/\.controller\.ts$/, /^src\/(?:modules|platform)\//],
  [/\.worker\.ts$/, /^workers\/[^/]+\//],
  [/\.job\.ts$/, /^workers\/[^/]+\/[a-z0-9]+(?:-[a-z0-9]+)+\.job\.ts$/],
  [/\.test\.\w+$/, /^tests\/(?!support\/)/],
];

const matching =
  (pattern: RegExp, where = /./): SourceRule =>
  (files) =>
    files
      .filter(({ path }) => where.test(path))
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
      );

const pathsWhere =
  (breaks: (path: string, all: ReadonlySet<string>) => boolean): SourceRule =>
  (files) => {
    const all = new Set(files.map(({ path }) => path));
    return [...all].filter((path) => breaks(path, all));
  };

/** A statement that is prepared under a name, the two in either order. */
const PREPARED =
  /\bname:\s*(?<name>'[^']*'|`[^`]*`),\s*text\b|\btext(?::[^;{}]*?)?,\s*name:\s*(?<late>'[^']*'|`[^`]*`)/g;

/** A session keeps a statement by its name: a second text under it fails, on whichever connection has seen the first. */
const preparedTwice: SourceRule = (files) => {
  const prepared = files
    .filter(({ path }) => /^(?:src|workers)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(PREPARED)].map(({ groups, index }) => ({
        name: groups?.name ?? groups?.late,
        where: `${path}:${text.slice(0, index).split('\n').length}`,
      })),
    );
  return [...Map.groupBy(prepared, ({ name }) => name).values()]
    .filter((places) => places.length > 1)
    .flatMap((places) => places.map(({ where }) => where));
};

const PAIR = /^(src\/(?:commands|queries)\/.+)\.(command|query|handler)\.ts$/;
const inCommands = (path: string) => path.startsWith('src/commands/');

export const SOURCE_RULES: Readonly<Record<string, SourceRule>> = {
  'names are kebab-case with at most one role': pathsWhere(
    (path) => CODE.test(path) && !NAME.test(path.slice(path.lastIndexOf('/') + 1)),
  ),
  'directories are kebab-case': pathsWhere(
    (path) => CODE.test(path) && !new RegExp(`^(?:${KEBAB}/)+[^/]+$`).test(path),
  ),
  'every file stands in a room': pathsWhere((path) => !ROOMS.some((room) => room.test(path))),
  'every role stands in its room': pathsWhere((path) =>
    ROLE_ROOMS.some(([role, room]) => role.test(path) && !room.test(path)),
  ),
  'a command or query and its handler stand together': pathsWhere((path, all) => {
    const [, base, role] = PAIR.exec(path) ?? [];
    if (base === undefined) return false;
    const other = role !== 'handler' ? 'handler' : inCommands(path) ? 'command' : 'query';
    return !all.has(`${base}.${other}.ts`);
  }),
  // What only describes a route is `.docs`, what reads a header or a parameter is `.params`, what writes an
  // answer's headers is `.answer`.
  'a .dto.ts has a class': (files) =>
    files
      .filter(
        ({ path, text }) => path.endsWith('.dto.ts') && !/^(?:export )?(?:abstract )?class /m.test(text),
      )
      .map(({ path }) => path),
  'commands and queries belong to a module that exists': pathsWhere((path, all) => {
    const [, name] = /^src\/(?:commands|queries)\/([^/]+)\//.exec(path) ?? [];
    return name !== undefined && !all.has(`src/modules/${name}/${name}.module.ts`);
  }),
  'a prepared name has one text': preparedTwice,
  // The odd brackets keep these lines from finding themselves.
  'nothing is left for later': matching(/\b(?:T[O]DO|F[I]XME|X[X]X)\b/),
  'no test is singled out or left out': matching(
    /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip|t[o]do)\b|\b(?:f(?:it|describe)|x(?:it|test|describe))\(/,
    /^tests\//,
  ),
  // `poll` asks again; a figure of the clock that is asked once is a verdict on how busy the machine is.
  'finding 41: no test judges by the clock': matching(
    /\bexpect\((?:performance|Date)\.now\(\) - \w+\)\.toBeLess\w*\(\d/,
    /^tests\//,
  ),
  'a silenced lint rule says why': matching(/eslint-disabl[e](?!.* -- )/),
  // `/home/node` is the home of the container image, `/home/linuxbrew` where Homebrew installs: nobody’s.
  'no path of somebody’s home': matching(
    /(?<![\w.])\/(?:home\/(?!node\b|linuxbrew\b)\w|Users\/\w|roo[t]\/)|[A-Z]:\\+Users\b/,
  ),
};
