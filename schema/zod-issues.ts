import type { z } from 'zod';

/** What a schema found wrong, each with its place. A field that is not known is its own place, not that of its parent. */
export function issuesOf(error: z.ZodError): { path: (string | number)[]; message: string }[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `There is no field "${key}" here. Remove it.`,
      }));
    return [{ path, message: issue.message.endsWith('.') ? issue.message : `${issue.message}.` }];
  });
}
