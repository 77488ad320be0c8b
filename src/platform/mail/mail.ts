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
}
