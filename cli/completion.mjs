/** Shell completion: the scripts ask the program itself, so they never grow old. */

/** How long the list of candidates may take; a completion that waits is worse than none. */
export const LIMIT_MS = 1_000;

const SCRIPTS = {
  bash: `# trazo: complemento de bash. Actívelo con: source <(trazo completion bash)
_trazo() {
  local IFS=$'\\n'
  COMPREPLY=($(trazo __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _trazo trazo
`,
  zsh: `#compdef trazo
# trazo: complemento de zsh. Actívelo con: source <(trazo completion zsh)
_trazo() {
  local -a candidates
  candidates=("\${(@f)$(trazo __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $candidates
}
compdef _trazo trazo
`,
};

export const SHELLS = /** @type {(keyof typeof SCRIPTS)[]} */ (Object.keys(SCRIPTS));

/** @param {keyof typeof SCRIPTS} shell */
export function completionScript(shell) {
  return SCRIPTS[shell];
}

/**
 * What may stand in the place of the last word.
 *
 * @param {import('commander').Command} program
 * @param {string[]} words what was typed after the program's name; the last one may be empty
 * @param {Record<string, () => Promise<string[]>>} candidates what there is to choose from, by the argument's name
 * @param {number} limitMs after that long there is nothing to choose from
 */
export async function complete(program, words, candidates, limitMs) {
  const typed = words.at(-1) ?? '';
  let command = program;
  let given = 0;
  for (const word of words.slice(0, -1)) {
    const inner = command.commands.find((each) => each.name() === word);
    if (inner) [command, given] = [inner, 0];
    else if (!word.startsWith('-')) given += 1;
  }
  const found = typed.startsWith('-')
    ? [...command.options, ...program.options].flatMap(({ long }) => long ?? [])
    : command.commands.length > 0
      ? command.commands.map((each) => each.name()).filter((name) => !name.startsWith('_'))
      : await argumentsOf(command, given, candidates, limitMs);
  return found.filter((candidate) => candidate.startsWith(typed));
}

/**
 * @param {import('commander').Command} command
 * @param {number} given
 * @param {Record<string, () => Promise<string[]>>} candidates
 * @param {number} limitMs
 */
async function argumentsOf({ registeredArguments }, given, candidates, limitMs) {
  const argument = registeredArguments[given];
  if (!argument) return [];
  if (argument.argChoices) return argument.argChoices;
  const list = candidates[argument.name()];
  if (!list) return [];
  const late = new Promise((resolve) => setTimeout(resolve, limitMs, []).unref());
  return /** @type {Promise<string[]>} */ (Promise.race([list(), late]).catch(() => []));
}
