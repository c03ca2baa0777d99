/** A connection that cannot be used as it stands; its message is for people, and holds no secret. */
export class ConnectionUnusable extends Error {
  override readonly name = 'ConnectionUnusable';
}
