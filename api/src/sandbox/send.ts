import type { ServerResponse } from 'node:http';

export function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function fail(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, status, { error: { message, type: code, param: null, code } });
}
