/** The part of cli-progress that is used here; the package has no types of its own. */
declare module 'cli-progress' {
  export class SingleBar {
    constructor(options: { format: string; hideCursor?: boolean; stream?: NodeJS.WritableStream });
    start(total: number, value: number): void;
    update(value: number): void;
    stop(): void;
  }
}
