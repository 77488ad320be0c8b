/** Severities, the least first. */
export const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

/** The level of this process: what its configuration says, until somebody asks for another one. */
class ProcessLevel {
  private own: Level = 'info';
  private asked: Level | undefined;
  private onChange: (level: Level) => void = () => undefined;

  /** What is written: this and everything more severe. */
  get current(): Level {
    return this.asked ?? this.own;
  }

  /** @param onChange - Is told each time that it changes. */
  begin(own: Level, onChange: (level: Level) => void): void {
    this.own = own;
    this.onChange = onChange;
  }

  /** @param level - Undefined for what the configuration says. */
  ask(level: Level | undefined): void {
    if (level === this.asked) return;
    this.asked = level;
    this.onChange(this.current);
  }
}

/** One process has one log. */
export const LEVEL = new ProcessLevel();
