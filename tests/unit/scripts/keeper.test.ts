import { Keeper } from '../../../scripts/supervisor/keeper.mjs';
import { poll } from '../../support/poll.js';

/** Something that runs until it is told that it fell, or is stopped. */
function runnable() {
  let fall = () => {};
  const exited = new Promise<string>((resolve) => (fall = () => resolve('terminó con código 1')));
  return {
    exited,
    fall: () => fall(),
    stop: () => Promise.resolve(fall()),
    kill: () => Promise.resolve(fall()),
  };
}

type Runnable = ReturnType<typeof runnable>;

describe('what is kept running', () => {
  function keeper(start: (before: Runnable | null) => Promise<Runnable>) {
    const lines: string[] = [];
    return { lines, keeper: new Keeper<Runnable>('api', start, (line) => lines.push(line), 1) };
  }

  it('starts again when it falls, knowing the one before, and says so', async () => {
    const started: Runnable[] = [];
    const seen: (Runnable | null)[] = [];
    const { lines, keeper: api } = keeper((before) => {
      seen.push(before);
      started.push(runnable());
      return Promise.resolve(started[started.length - 1]!);
    });
    await api.begin();
    started[0]?.fall();
    await poll('the second start', () => Promise.resolve(lines.length === 2));
    expect(seen).toEqual([null, started[0]]);
    expect(lines[0]).toContain('api terminó con código 1 sin que nadie lo pidiera');
    await api.stop();
    expect(started).toHaveLength(2);
  });

  it('is given up when it keeps falling', async () => {
    let starts = 0;
    const { keeper: api } = keeper(() => {
      starts += 1;
      const one = runnable();
      one.fall();
      return Promise.resolve(one);
    });
    await api.begin();
    expect((await api.gaveUp).message).toContain('cayó 6 veces');
    expect(starts).toBe(6);
    await api.stop();
  });

  it('does not start again once it is being stopped', async () => {
    let starts = 0;
    const { keeper: api } = keeper(() => Promise.resolve((starts += 1) && runnable()) as Promise<Runnable>);
    const first = await api.begin();
    const stopping = api.stop();
    first.fall();
    await stopping;
    expect(starts).toBe(1);
  });
});
