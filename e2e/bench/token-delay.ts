import { request } from 'undici';
import type { SandboxCall } from '../../api/src/sandbox/sandbox.ts';
import type { OwnSandbox } from '../stack/own-sandbox.ts';
import { type Figure, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

/** Twelve seconds: of many, the last must have begun long before the first has ended. */
const chunks = 240;
const everyMs = 50;
const model = `sandbox-chunks-${chunks}-every-${everyMs}ms`;
/** A step before the one that streams, while which every subscriber arrives: a crowd takes longer. */
const beforeFew = 'sandbox-delay-3000';
const beforeMany = 'sandbox-delay-12000';
const streaming = 'p2';
/** An organisation runs 50 at once: four of them keep 200 going. */
const organizations = 4;

type Written = { call: SandboxCall; ends: { length: number; at: number }[] };
/** Of one stream: when its first and its last chunk were written, and how late each was heard. */
type Heard = { first: number; last: number; chunks: { at: number; delay: number }[] };
type Told = {
  runEvents:
    | { kind: 'RunTextAdded'; stepPath: string; offset: number; text: string }
    | {
        kind: 'RunStepChanged';
        step: { path: string; partial: string | null; output: { text: string } | null };
      }
    | { kind: 'RunChanged' };
};

const events = `subscription ($id: ID!) { runEvents(runId: $id) { kind: __typename
  ... on RunTextAdded { stepPath offset text } ... on RunStepChanged { step { path partial output } } } }`;

/** From a chunk's writing by the provider to its arrival at a subscriber, with one stream and with many. */
export async function tokenDelay(ground: Ground): Promise<Figure[]> {
  const { sandbox, builder } = ground;
  const builders = await Promise.all(
    Array.from({ length: organizations }, async (_, index) => {
      const one = await builder(`Tokens ${index}`);
      for (const id of [beforeFew, beforeMany, model]) await one.addModel(sandbox.url, id);
      const few = await one.createChain([beforeFew, model]);
      return { ...one, few, many: await one.createChain([beforeMany, model]) };
    }),
  );
  const written = noteChunks(sandbox);

  async function follow(mark: string, index: number, streams: number): Promise<Heard> {
    const { caller, start, few, many } = builders[index % organizations] ?? fail();
    const id = await start(streams > 50 ? many : few, mark);
    const chunksHeard: Heard['chunks'] = [];
    let seen = 0;
    let here = Infinity;
    let ends: Written['ends'] | undefined;
    for await (const event of caller.follow<Told>(events, { id })) {
      if (event === 'complete') break;
      const now = performance.now();
      here = Math.min(here, now);
      const length = lengthAfter(event.data);
      // Looked for once: searching all calls at every chunk took more time than what is measured.
      ends ??= written.find(({ call }) => call.model === model && call.body.includes(mark))?.ends;
      const fresh = (ends ?? []).filter((end) => end.at > here && end.length > seen && end.length <= length);
      chunksHeard.push(...fresh.map(({ at }) => ({ at, delay: now - at })));
      seen = Math.max(seen, length);
    }
    const [first, last] = [ends?.[0]?.at, ends?.at(-1)?.at];
    if (first === undefined || last === undefined || chunksHeard.length < chunks / 2)
      throw new Error(`Of ${chunks} chunks only ${chunksHeard.length} were heard.`);
    return { first, last, chunks: chunksHeard };
  }

  const figures: Figure[] = [];
  for (const streams of [1, 50, ground.rounds(200)]) {
    const marks = Array.from({ length: streams }, (_, index) => `tokens ${streams}/${index}.`);
    const direct = (await Promise.all(marks.map(() => readDirectly(sandbox.url, written)))).flat();
    const delays: number[] = [];
    for (let round = 0; round < (streams === 1 ? ground.rounds(5) : 1); round++)
      delays.push(
        ...whileAllStream(
          await Promise.all(marks.map((mark, index) => follow(`${mark}${round}`, index, streams))),
        ),
      );
    const beside = { what: 'read directly by undici', value: median(direct) };
    figures.push(timings(`a chunk's delay to its subscriber, ${streams} at once`, delays, beside));
  }
  return figures;
}

/** Of the chunks that were written while every stream was under way. */
function whileAllStream(streams: readonly Heard[]): number[] {
  const from = Math.max(...streams.map(({ first }) => first));
  const to = Math.min(...streams.map(({ last }) => last));
  const among = streams.flatMap(({ chunks }) => chunks.filter(({ at }) => at >= from && at <= to));
  if (among.length === 0) throw new Error('They never streamed all at once.');
  return among.map(({ delay }) => delay);
}

function fail(): never {
  throw new Error('There is no such organisation.');
}

/** How much of the text is shown now: it comes in pieces, and now and then as the whole row. */
function lengthAfter({ runEvents: told }: Told): number {
  if (told.kind === 'RunTextAdded') return told.stepPath === streaming ? told.offset + told.text.length : 0;
  if (told.kind !== 'RunStepChanged' || told.step.path !== streaming) return 0;
  return (told.step.partial ?? told.step.output?.text ?? '').length;
}

/** The length of the text after each chunk, and when it was written: by the clock of this process. */
function noteChunks({ server, calls }: OwnSandbox): Written[] {
  const written: Written[] = [];
  server.on('request', (_request, response) => {
    const call = calls.at(-1);
    if (!call) return;
    const one: Written = { call, ends: [] };
    written.push(one);
    let length = 0;
    const write = response.write.bind(response);
    response.write = (chunk: string) => {
      const text = contentOf(chunk);
      if (text !== '') one.ends.push({ length: (length += text.length), at: performance.now() });
      return write(chunk);
    };
  });
  return written;
}

function contentOf(chunk: string): string {
  const [, json] = /^data: (\{.*\})/.exec(chunk) ?? [];
  if (!json) return '';
  const { choices } = JSON.parse(json) as { choices: { delta: { content?: string } }[] };
  return choices[0]?.delta.content ?? '';
}

let asked = 0;

async function readDirectly(url: string, written: Written[]): Promise<number[]> {
  const mark = `directly ${++asked}.`;
  const { body } = await request(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: mark }] }),
  });
  const delays: number[] = [];
  let length = 0;
  for await (const bytes of body) {
    const now = performance.now();
    for (const line of String(bytes).split('\n')) {
      const text = contentOf(line);
      if (text === '') continue;
      length += text.length;
      const ends = written.find(({ call }) => call.body.includes(mark))?.ends;
      const end = ends?.find((one) => one.length === length);
      if (end) delays.push(now - end.at);
    }
  }
  return delays;
}
