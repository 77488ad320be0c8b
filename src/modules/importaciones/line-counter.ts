const LF = 0x0a;
const CR = 0x0d;

/** Counts the lines of a text that comes in pieces. CRLF, LF and CR end one, also where a piece ends between CR and LF. */
export class LineCounter {
  /** The line that the next character is in. */
  linea = 1;
  private afterCr = false;

  /** @returns whether the character ends a line, the LF of a CRLF as well. */
  see(code: number): boolean {
    if (code !== LF && code !== CR) {
      this.afterCr = false;
      return false;
    }
    if (code === CR || !this.afterCr) this.linea += 1;
    this.afterCr = code === CR;
    return true;
  }

  add(text: string): this {
    for (let at = 0; at < text.length; at += 1) this.see(text.charCodeAt(at));
    return this;
  }
}
