/** What a request came to. */
export interface RequestEnd {
  readonly requestId: string;
  /** Who asked: nothing of somebody without credentials but that. */
  readonly actor?: { readonly tipo: string; readonly id?: string };
  readonly method?: string | undefined;
  /** Pattern of its route, since a path may hold a secret; undefined if it met none. */
  readonly route?: string | undefined;
  readonly status: number;
  /** Milliseconds from its headers to the last byte of its answer. */
  readonly durationMs: number;
  /** Whether the client hung up before that. */
  readonly aborted?: true;
}

/** Is told of each request when it is over. */
export type OnEnd = (end: RequestEnd) => void;
