import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from './send.ts';

/**
 * A service to try connections and tools on, beside the sandbox's models. Everything it knows is made up.
 *   GET  /demo/orders           all orders, or those of ?status=
 *   GET  /demo/orders/{id}      one of them
 *   POST /demo/mcp              the same as an MCP server, over streamable HTTP
 */
export const demonstrationToken = 'demonstration-token';

const orders = [
  {
    id: 'A-1001',
    customer: 'Ada Lovelace',
    status: 'shipped',
    total: 128.5,
    currency: 'EUR',
    parcel: 'PB-77-201',
  },
  { id: 'A-1002', customer: 'Alan Turing', status: 'open', total: 42, currency: 'EUR', parcel: null },
  {
    id: 'A-1003',
    customer: 'Grace Hopper',
    status: 'returned',
    total: 310.25,
    currency: 'EUR',
    parcel: 'PB-77-198',
  },
];

export function isDemonstration(path: string): boolean {
  return path === '/demo' || path.startsWith('/demo/');
}

export function answerDemonstration(request: IncomingMessage, response: ServerResponse, body: string): void {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const token = request.headers.authorization?.replace(/^Bearer /, '');
  if (token !== demonstrationToken)
    return send(response, 401, {
      message: `This demonstration wants the bearer token "${demonstrationToken}".`,
    });
  if (url.pathname === '/demo/mcp') return answerMcp(request, response, body);
  if (request.method !== 'GET') return send(response, 405, { message: 'Here is GET only.' });
  if (url.pathname === '/demo')
    return send(response, 200, { what: 'A demonstration service of the Patchbay sandbox.' });
  if (url.pathname === '/demo/orders')
    return send(response, 200, { orders: ordersWith(url.searchParams.get('status')) });
  const [, id] = /^\/demo\/orders\/([^/]+)$/.exec(url.pathname) ?? [];
  const order = id && orderOf(decodeURIComponent(id));
  if (order) return send(response, 200, order);
  send(response, 404, {
    message: `There is no such order. There are ${orders.map(({ id }) => id).join(', ')}.`,
  });
}

const ordersWith = (status: string | null) => orders.filter((order) => !status || order.status === status);
const orderOf = (id: unknown) => orders.find((order) => order.id === id);

const mcpTools = [
  {
    name: 'get_order',
    description: 'Looks up an order by its number.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string', description: 'The number of the order, such as A-1001.' } },
      required: ['id'],
      additionalProperties: false,
    },
    call: ({ id }: Arguments) => orderOf(id),
  },
  {
    name: 'list_orders',
    description: 'Lists the orders, all or those of one status.',
    inputSchema: {
      type: 'object',
      properties: { status: { type: 'string', enum: ['open', 'shipped', 'returned'] } },
      additionalProperties: false,
    },
    call: ({ status }: Arguments) => ordersWith(typeof status === 'string' ? status : null),
  },
];

type Arguments = Record<string, unknown>;
type Message = {
  id?: string | number;
  method?: string;
  params?: { protocolVersion?: string; name?: string; arguments?: Arguments };
};

function answerMcp(request: IncomingMessage, response: ServerResponse, body: string): void {
  // It never speaks first, and keeps no session.
  if (request.method !== 'POST') return send(response, 405, { message: 'Here is POST only.' });
  const { id, method, params } = read(body);
  if (id === undefined) return void response.writeHead(202).end();
  const result = resultOf(method, params);
  send(
    response,
    200,
    result
      ? { jsonrpc: '2.0', id, result }
      : { jsonrpc: '2.0', id, error: { code: -32_601, message: `There is no "${method}" here.` } },
  );
}

function resultOf(method: string | undefined, params: Message['params']): object | null {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params?.protocolVersion ?? '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'patchbay-demonstration', version: '1.0.0' },
      };
    case 'ping':
      return {};
    case 'tools/list':
      return {
        tools: mcpTools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
      };
    case 'tools/call': {
      const found = mcpTools.find(({ name }) => name === params?.name)?.call(params?.arguments ?? {});
      const text = found ? JSON.stringify(found) : 'There is no such order.';
      return { content: [{ type: 'text', text }], isError: !found };
    }
    default:
      return null;
  }
}

function read(body: string): Message {
  try {
    const message: unknown = JSON.parse(body);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}
