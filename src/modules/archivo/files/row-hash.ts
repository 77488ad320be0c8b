/** What a SELECT of count and hash answers: numbers as text, since they do not fit into a double. */
export interface HashRow {
  filas: string;
  alta: string;
  baja: string;
}

const MODULUS = 2n ** 64n;

/** A count of rows and a hash of 128 bits of them, the same in whatever order they are; sets of rows add up. */
export class RowHash {
  private constructor(
    readonly filas: bigint,
    private readonly high: bigint,
    private readonly low: bigint,
  ) {}

  static readonly EMPTY = new RowHash(0n, 0n, 0n);

  static of({ filas, alta, baja }: HashRow): RowHash {
    return new RowHash(BigInt(filas), modulo(BigInt(alta)), modulo(BigInt(baja)));
  }

  plus(other: RowHash): RowHash {
    return new RowHash(
      this.filas + other.filas,
      modulo(this.high + other.high),
      modulo(this.low + other.low),
    );
  }

  /** 32 hexadecimal digits. */
  get hex(): string {
    return `${digits(this.high)}${digits(this.low)}`;
  }

  equals({ filas, hex }: { filas: bigint; hex: string }): boolean {
    return this.filas === filas && this.hex === hex;
  }
}

const modulo = (value: bigint) => ((value % MODULUS) + MODULUS) % MODULUS;
const digits = (value: bigint) => value.toString(16).padStart(16, '0');
