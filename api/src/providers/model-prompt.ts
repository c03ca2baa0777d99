import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider';
import { jsonInstruction } from './json-answer.ts';
import type { ModelMessage, ModelRequest, UserPart } from './model-client.ts';

/** A request in the words of the AI SDK. */
export function toCallOptions(request: ModelRequest): LanguageModelV4CallOptions {
  const { output, tools, toolChoice, temperature, maxOutputTokens } = request;
  return {
    prompt: toPrompt(request),
    maxOutputTokens,
    temperature,
    ...(output.kind === 'json' && output.mode === 'native'
      ? { responseFormat: { type: 'json', schema: output.schema, name: 'answer' } }
      : {}),
    ...(tools && tools.length > 0
      ? {
          tools: tools.map((tool) => ({
            type: 'function',
            name: tool.name,
            description: tool.description,
            inputSchema: tool.parameters,
          })),
          toolChoice:
            typeof toolChoice === 'object'
              ? { type: 'tool', toolName: toolChoice.tool }
              : { type: toolChoice ?? 'auto' },
        }
      : {}),
  };
}

function toPrompt({ system, messages, output }: ModelRequest): LanguageModelV4Prompt {
  const instruction =
    output.kind === 'json' && output.mode === 'instructed' ? jsonInstruction(output.schema) : undefined;
  const content = [system, instruction].filter((part) => part !== undefined && part !== '').join('\n\n');
  return [...(content === '' ? [] : [{ role: 'system' as const, content }]), ...messages.map(toMessage)];
}

function toMessage(message: ModelMessage): LanguageModelV4Message {
  switch (message.role) {
    case 'user': {
      const parts: readonly UserPart[] =
        typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : message.content;
      return { role: 'user', content: parts.map(toPart) };
    }
    case 'assistant': {
      const { thoughts = [], toolCalls: calls = [] } = message;
      return {
        role: 'assistant',
        content: [
          ...thoughts.map(({ text, kept }) => ({ type: 'reasoning' as const, text, providerOptions: kept })),
          ...(message.text ? [{ type: 'text' as const, text: message.text }] : []),
          ...calls.map((call) => ({
            type: 'tool-call' as const,
            toolCallId: call.id,
            toolName: call.name,
            input: call.arguments,
            providerOptions: call.kept,
          })),
        ],
      };
    }
    case 'tool': {
      const { toolCallId, toolName, result, failed } = message;
      return {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId,
            toolName,
            output: { type: failed ? 'error-text' : 'text', value: result },
          },
        ],
      };
    }
  }
}

type SdkUserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number];

function toPart(part: UserPart): SdkUserPart {
  if (part.type === 'text') return part;
  const { bytes, mediaType } = part;
  return {
    type: 'file',
    mediaType,
    data: { type: 'data', data: bytes },
    ...(part.type === 'file' ? { filename: part.name } : {}),
  };
}
