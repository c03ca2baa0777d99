import { event, exception } from './amazon-events.ts';

/** An event as it goes over a stream of server-sent events. */
export const sent = (one: object) =>
  Buffer.from(`${'type' in one ? `event: ${String(one.type)}\n` : ''}data: ${JSON.stringify(one)}\n\n`);

/** The same for AWS, whose events stand under their names; what brings a message is an exception. */
export const framed = (one: object) =>
  Buffer.concat(
    Object.entries(one).map(([type, body]: [string, object]) =>
      'message' in body ? exception(type, String(body.message)) : event(type, body),
    ),
  );
