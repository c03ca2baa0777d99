import { crc32 } from 'node:zlib';

type Headers = Record<string, string>;

/** One frame of `application/vnd.amazon.eventstream`, as AWS documents it. */
function frame(headers: Headers, body: object): Buffer {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) =>
      Buffer.concat([
        Buffer.from([name.length]),
        Buffer.from(name),
        Buffer.from([7]),
        uint16(value.length),
        Buffer.from(value),
      ]),
    ),
  );
  const payload = Buffer.from(JSON.stringify(body));
  const prelude = Buffer.concat([uint32(16 + head.length + payload.length), uint32(head.length)]);
  const message = Buffer.concat([prelude, uint32(crc32(prelude)), head, payload]);
  return Buffer.concat([message, uint32(crc32(message))]);
}

export const event = (type: string, body: object) =>
  frame({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, body);

export const exception = (type: string, message: string) =>
  frame(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    { message },
  );

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
