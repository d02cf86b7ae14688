/** A call that is answered by an error: its status, Azure's error code and message. */
export class IngestionRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The body Azure Resource Manager's guidelines ask for. */
  toJson(): string {
    return JSON.stringify({ error: { code: this.code, message: this.message } });
  }
}
