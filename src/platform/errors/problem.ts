/** A text in the two languages that the API speaks. */
export interface Bilingual {
  es: string;
  en: string;
}

/** What a problem code means on the wire. `{name}` in a detail is filled from the error's parameters. */
export interface Problem {
  status: number;
  title: Bilingual;
  detail: Bilingual;
}
