import { isBareReference, originOf } from '@patchbay/schema/nodes/http-faults.ts';
import type { HttpData } from '@patchbay/schema/nodes/http.ts';
import { renderUrl } from '@patchbay/schema/templates/render-template.ts';
import { createScrubber } from '../../credentials/scrub.ts';
import { Secret } from '../../credentials/secret.ts';
import { EgressRefused, findFetchFailure } from '../../providers/egress-errors.ts';
import type { OpenedConnection, Outside } from '../outside.ts';
import { cutResult } from '../step-call.ts';
import { StepFailed } from '../step-failed.ts';
import { fill, filled, resolved } from './in-template.ts';
import type { NodeRun, NodeRunner } from './node-run.ts';
import { readAtMost } from './read-at-most.ts';

type Reach = Pick<Outside, 'fetch' | 'openConnection'>;

/** Of an answer. What is larger belongs in a file, not in a step. */
const answerBytes = 2_000_000;
const nothingSecret = (text: string) => text;

/** Calls where the workflow says and nowhere else: what is filled in reaches neither the host nor a redirect. */
export function createHttpRunner({ fetch, openConnection }: Reach): NodeRunner<'http'> {
  return async ({ data }, run) => {
    const url = addressOf(data, run);
    const headers = headersOf(data, run);
    const body = bodyOf(data, run);
    const connection =
      data.connection === null
        ? null
        : await openConnection(run.organizationId, run.projectId, data.connection);
    if (connection && new URL(connection.origin).origin !== url.origin) throw wrongOrigin(connection, url);
    Object.assign(headers, await connection?.headers());
    // Only now: an access token that was just fetched is one of the secrets.
    const scrub = connection
      ? createScrubber(connection.secrets.map((secret) => new Secret(secret))).scrub
      : nothingSecret;

    await run.step.mayCall();
    const startedAt = new Date();
    const told = (result: string, failed: boolean) =>
      run.step.called({
        name: `${data.method} ${url.origin}${url.pathname}`,
        arguments: null,
        result: cutResult(result),
        failed,
        startedAt: startedAt.toISOString(),
        milliseconds: Date.now() - startedAt.getTime(),
      });
    const patience = AbortSignal.timeout(data.timeoutSeconds * 1_000);
    try {
      const response = await fetch(url, {
        method: data.method,
        headers: { ...(changes(data) && { 'idempotency-key': run.step.callKey() }), ...headers },
        ...(body === null ? {} : { body }),
        signal: AbortSignal.any([run.signal, patience]),
      });
      const text = scrub(await readAtMost(response, answerBytes));
      const refused = data.failOnStatus && response.status >= 400;
      told(`${response.status}: ${text}`, refused);
      if (refused) throw refusedBy(url, response.status, text);
      return {
        status: response.status,
        headers: Object.fromEntries([...response.headers].map(([name, value]) => [name, scrub(value)])),
        body: asJson(text),
        text,
      };
    } catch (error) {
      if (run.signal.aborted) throw error;
      const failure = failureOf(error, url, patience.aborted, data.timeoutSeconds);
      if (!(error instanceof StepFailed) && failure instanceof StepFailed) told(failure.message, true);
      throw failure;
    }
  };
}

/** The same request after a crash may then be known for what it is. */
const changes = ({ method }: HttpData) => method !== 'GET' && method !== 'HEAD';

function addressOf(data: HttpData, run: NodeRun): URL {
  const origin = originOf(data.url);
  const text = fill(data.url, run, 'URL', renderUrl);
  if (origin === null || !URL.canParse(text))
    throw new StepFailed('URL', `"${cutResult(text, 200)}" is no address.`);
  const url = new URL(text);
  if (url.origin !== origin || url.username !== '' || url.password !== '')
    throw new StepFailed(
      'URL',
      `The values that were filled in led away from ${origin}. The request was not made.`,
    );
  // A value that is ".." would climb out of the part of the path that it was meant for.
  if (data.url.includes('{') && text.split(/[?#]/)[0]?.split('/').some(isDots))
    throw new StepFailed(
      'URL',
      'A value that was filled into the path is "." or "..". The request was not made.',
    );
  for (const { name, value } of data.query)
    url.searchParams.append(name, filled(value, run, `Query "${name}"`));
  url.hash = '';
  return url;
}

const isDots = (segment: string) => /^(?:\.|%2e){1,2}$/i.test(segment);

function headersOf(data: HttpData, run: NodeRun): Record<string, string> {
  const headers: Record<string, string> = {};
  if (data.body.kind === 'json') headers['content-type'] = 'application/json';
  if (data.body.kind === 'text') headers['content-type'] = data.body.contentType;
  for (const { name, value } of data.headers) {
    const text = filled(value, run, `Header "${name}"`).trim();
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text))
      throw new StepFailed(
        'HEADER',
        `Header "${name}" holds a line break or a character that no header can hold.`,
      );
    headers[name.trim().toLowerCase()] = text;
  }
  return headers;
}

function bodyOf({ body }: HttpData, run: NodeRun): string | null {
  if (body.kind === 'none') return null;
  if (body.kind === 'text') return filled(body.value, run, 'Body');
  if (isBareReference(body.value)) return JSON.stringify(resolved(body.value, run, 'Body'));
  return JSON.stringify(filledIn(JSON.parse(body.value), run));
}

/** Each text in the JSON is a template of its own, so no value can break out of its place. */
function filledIn(value: unknown, run: NodeRun): unknown {
  if (typeof value === 'string') return value.includes('{') ? resolved(value, run, 'Body') : value;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, run));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, run)]));
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The request's own fault, or one that may pass. */
const passing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

const refusedBy = (url: URL, status: number, text: string) =>
  new StepFailed(
    'HTTP_STATUS',
    `${url.host} answered ${status}${text.trim() === '' ? '.' : `: ${cutResult(text.trim(), 500)}`}`,
    'Mend the request, or switch off "Fail on an error status" to go on with the answer.',
    { mayPass: passing(status) },
  );

const wrongOrigin = (connection: OpenedConnection, url: URL) =>
  new StepFailed(
    'CONNECTION',
    `The connection signs in at ${connection.origin}, and the request goes to ${url.origin}. It was not made.`,
    'Choose the connection of that address.',
  );

function failureOf(error: unknown, url: URL, isLate: boolean, seconds: number): unknown {
  if (error instanceof StepFailed) return error;
  if (isLate)
    return new StepFailed(
      'HTTP_TIMEOUT',
      `${url.host} did not answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
      'Give the step more time, or try again later.',
      { mayPass: true },
    );
  const failure = findFetchFailure(error, url.host);
  if (failure instanceof EgressRefused)
    return new StepFailed(
      'EGRESS_REFUSED',
      failure.message,
      'Use a public https:// address, or ask the operator to allow this one.',
    );
  if (failure)
    return new StepFailed(
      'HTTP_UNREACHABLE',
      failure.message,
      'Check the address, and that the server runs.',
      {
        mayPass: true,
      },
    );
  return error;
}
