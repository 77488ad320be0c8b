const NUMBER = /^\d+$/u;

/** E.164 has seven to fifteen digits; two more for the `00` that some type instead of `+`. */
const SHORTEST = 7;
const LONGEST = 17;

/** The search knows the last nine digits of a telephone as a word of their own. */
const KNOWN_DIGITS = 9;

/**
 * Other ways to read a text that may have a telephone in it, as words with blanks between them: numbers that stand together,
 * with no letter between them, as one; and without a prefix that is stored otherwise. "ana (987) 654-321" may mean "ana
 * 987654321". Empty where there is no other way.
 */
export function readTelephones(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const together = joinNumbers(words);
  const short = together.map((word) =>
    isTelephone(word) && word.length > KNOWN_DIGITS ? word.slice(-KNOWN_DIGITS) : word,
  );
  const asTyped = words.join(' ');
  return [...new Set([together.join(' '), short.join(' ')])].filter((reading) => reading !== asTyped);
}

/** The words, with each run of numbers that is as long as a telephone made one. */
function joinNumbers(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run: string[] = [];
  const end = () => {
    const all = run.join('');
    joined.push(...(isTelephone(all) ? [all] : run));
    run = [];
  };
  for (const word of words) {
    if (NUMBER.test(word)) {
      run.push(word);
      continue;
    }
    end();
    joined.push(word);
  }
  end();
  return joined;
}

function isTelephone(word: string): boolean {
  return NUMBER.test(word) && word.length >= SHORTEST && word.length <= LONGEST;
}
