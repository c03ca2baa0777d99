import type { OpenConnectionOf } from '../connections/open-connection.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { callHttpTool } from './call-http-tool.ts';
import { callMcpTool } from './call-mcp-tool.ts';
import type { CallableTool } from './callable-tool.ts';
import { guardedCall } from './guarded-call.ts';
import type { Tool } from './tool.ts';

export type ToolServices = { fetch: GuardedFetch; openConnection: OpenConnectionOf };

/** What a model is offered of a tool: one, or each that was chosen of a server. */
export function callableTools({ fetch, openConnection }: ToolServices, tool: Tool): CallableTool[] {
  const { definition } = tool;
  if (definition.kind === 'http') {
    const { parameters } = definition;
    return [
      {
        name: tool.name,
        description: tool.description,
        parameters,
        call: (args, signal) =>
          guardedCall(openConnection, tool, parameters, {
            args,
            signal,
            call: (checked, options) => callHttpTool(fetch, definition, checked, options),
          }),
      },
    ];
  }
  return definition.tools.map((chosen) => ({
    name: nameInServer(tool.name, chosen.name),
    description: chosen.description === '' ? tool.description : chosen.description,
    parameters: chosen.parameters,
    call: (args, signal) =>
      guardedCall(openConnection, tool, chosen.parameters, {
        args,
        signal,
        call: (checked, options) => callMcpTool(fetch, definition.url, chosen, checked, options),
      }),
  }));
}

/** Names that every provider takes. Those of two servers stay apart by the name of the tool. */
export function nameInServer(tool: string, name: string): string {
  return `${tool}_${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, 64);
}
