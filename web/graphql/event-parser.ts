/** One event of a `text/event-stream`, as the server named it. */
export interface ServerEvent {
  event: string;
  data: string;
  /** Undefined where the event carries no id of its own. */
  id: string | undefined;
}

/**
 * Reads an event stream piece by piece. A piece may end anywhere: within a line, or between the two characters of a
 * line break. Comments (lines that begin with a colon) are heartbeats and give no event.
 */
export function createEventParser(): (text: string) => ServerEvent[] {
  let rest = '';
  let event = '';
  let id: string | undefined;
  let data: string[] = [];

  function readLine(line: string): ServerEvent | undefined {
    if (line === '') {
      const complete =
        event !== '' || data.length > 0
          ? { event: event || 'message', data: data.join('\n'), id }
          : undefined;
      event = '';
      id = undefined;
      data = [];
      return complete;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    else if (name === 'data') data.push(value);
    else if (name === 'id') id = value;
    return undefined;
  }

  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    return lines.map(readLine).filter((complete) => complete !== undefined);
  };
}
