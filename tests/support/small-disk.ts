import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

/** A directory on a file system of its own (tmpfs) that can be filled to the last byte, and given room again. */
export class SmallDisk {
  readonly path: string;
  readonly #megabytes: number;

  private constructor(path: string, megabytes: number) {
    this.path = path;
    this.#megabytes = megabytes;
  }

  /** @returns undefined where this user may not mount anything. */
  static mount(path: string, megabytes: number, owner?: { uid: number; gid: number }): SmallDisk | undefined {
    mkdirSync(path, { recursive: true });
    const rights = owner ? `,uid=${owner.uid},gid=${owner.gid},mode=0700` : '';
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m${rights}`, 'trazo', path];
    if (process.platform !== 'linux' || process.getuid?.() !== 0 || !run('mount', options)) return undefined;
    return new SmallDisk(path, megabytes);
  }

  /** Bytes that can still be written. */
  get free(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** Takes all free room away. */
  fill(): void {
    const { blocks, bfree, bsize } = statfsSync(this.path);
    const usedKilobytes = Math.ceil(((blocks - bfree) * bsize) / 1024);
    // What is written between the look and the change makes the kernel refuse it: then there is a little less room.
    for (let margin = 0; margin <= 4_096; margin = margin * 2 + 4)
      if (run('mount', ['-o', `remount,size=${usedKilobytes + margin}k`, this.path])) return;
    throw new Error(`${this.path} could not be filled`);
  }

  giveRoom(): void {
    run('mount', ['-o', `remount,size=${this.#megabytes}m`, this.path]);
  }

  unmount(): void {
    if (!run('umount', [this.path])) run('umount', ['-l', this.path]);
  }
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
