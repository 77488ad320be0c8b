/** How the program ends, for scripts. Documented in `docs/operacion.md`. */
export const EXIT = /** @type {const} */ ({
  ok: 0,
  /** The run that was followed failed or was cancelled; what was to be stored was refused again. */
  failed: 1,
  /** Not understood: an unknown command or option, or a value that the API refuses. */
  usage: 2,
  /** There is no such thing, its state does not allow it, or the credentials do not (401, 403). */
  refused: 3,
  /** The API cannot be reached, or something failed on its side. */
  unavailable: 4,
  interrupted: 130,
});

/** What ends the program with a message instead of a stack. */
export class CliError extends Error {
  /**
   * @param {string} message
   * @param {number} code
   * @param {object} [document] the problem document that the API answered with
   */
  constructor(message, code, document) {
    super(message);
    this.code = code;
    this.document = document;
  }
}
