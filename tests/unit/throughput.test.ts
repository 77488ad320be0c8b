import { Throughput } from '../../src/platform/queues/throughput.js';

const START = 1_000_000;

describe('throughput of a worker', () => {
  it('counts the last minute and nothing before it', () => {
    const throughput = new Throughput(null, START);
    throughput.record(600, 10, START + 1_000);
    throughput.record(300, 10, START + 50_000);
    expect(throughput.rates(START + 60_000)).toEqual({ jobs: 2 / 60, items: 15 });
    expect(throughput.rates(START + 62_000)).toEqual({ jobs: 1 / 60, items: 5 });
    expect(throughput.rates(START + 200_000)).toEqual({ jobs: 0, items: 0 });
  });

  it('divides by the time there was, of a worker that has just started', () => {
    const throughput = new Throughput(null, START);
    throughput.record(100, 10, START + 100);
    throughput.record(100, 10, START + 2_000);
    expect(throughput.rates(START + 2_000)).toEqual({ jobs: 1, items: 100 });
    expect(new Throughput(null, START).rates(START)).toEqual({ jobs: 0, items: 0 });
  });

  it('knows what it can do from its busy time alone', () => {
    const throughput = new Throughput(null, START);
    expect(throughput.capacity).toBeNull();
    throughput.record(500, 50, START);
    throughput.record(500, 50, START + 3_600_000);
    expect(throughput.capacity).toBeCloseTo(10_000, -2);
  });

  it('counts the time of jobs that overlap once', () => {
    const throughput = new Throughput(null, START);
    for (let job = 1; job <= 64; job += 1) throughput.record(500, 1_600, START + 1_600 + job * 25);
    expect(throughput.capacity).toBeGreaterThan(9_000);
    expect(throughput.capacity).toBeLessThan(21_000);
  });

  it('starts from what is known and follows a change within a few busy seconds', () => {
    const throughput = new Throughput(7_000, START);
    expect(throughput.capacity).toBe(7_000);
    for (let job = 1; job <= 1_000; job += 1) throughput.record(1, 10, START + job * 10);
    expect(throughput.capacity).toBeCloseTo(100, 0);
    for (let job = 1; job <= 400; job += 1) throughput.record(500, 50, START + 10_000 + job * 50);
    expect(throughput.capacity).toBeGreaterThan(8_000);
  });

  it('finding 23: takes a speed for proven only when it was measured under pressure, and not by the first job', () => {
    const throughput = new Throughput(null, START);
    for (let job = 1; job <= 200; job += 1) throughput.record(1, 10, START + job * 100);
    expect(throughput.speed).toEqual({ capacity: expect.closeTo(100, 3), proven: false });
    for (let job = 1; job <= 2; job += 1) throughput.record(1_000, 100, START + 20_000 + job * 100, true);
    // What it does for lone ones counts for nothing beside what it does when there is much to do.
    expect(throughput.speed).toEqual({ capacity: expect.closeTo(10_000, 3), proven: true });

    const fresh = new Throughput(null, START);
    fresh.record(1_000, 30_000, START, true);
    fresh.record(1_000, 100, START + 100, true);
    expect(fresh.speed.proven).toBe(false);
    fresh.record(1_000, 100, START + 200, true);
    expect(fresh.speed).toEqual({ capacity: expect.closeTo(10_000, 3), proven: true });
  });

  it('finding 23: a proven speed of the worker before stands until there is a proven one of its own', () => {
    const throughput = new Throughput(9_000, START, true);
    for (let job = 1; job <= 50; job += 1) throughput.record(1, 10, START + job * 100);
    expect(throughput.speed).toEqual({ capacity: 9_000, proven: true });
  });

  it('finding 23: a job that hung while the database was away is soon forgotten', () => {
    const throughput = new Throughput(null, START);
    for (let job = 1; job <= 3; job += 1) throughput.record(1_000, 100, START + job * 100, true);
    throughput.record(500, 120_000, START + 130_000, true);
    for (let job = 1; job <= 100; job += 1) throughput.record(1_000, 100, START + 130_000 + job * 100, true);
    expect(throughput.capacity).toBeGreaterThan(5_000);
  });
});
