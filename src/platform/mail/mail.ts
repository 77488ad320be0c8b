/** A mail to one address, in plain text. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
}

/** Sends mails. The default puts them into a local mailbox. */
export abstract class Mail {
  /** @throws when it could not be taken over; then it was not sent. */
  abstract send(message: MailMessage): Promise<void>;

  /** What was sent to an address and is still here, as it was sent; the oldest first. */
  abstract sentTo(email: string): AsyncIterable<string>;

  /** Removes it. */
  abstract forget(email: string): Promise<void>;
}
