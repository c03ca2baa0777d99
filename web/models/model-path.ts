/** The ids of platform models have a "/": in a path it is encoded. */
export function modelPath(organization: string, reference: string): string {
  return `/${organization}/models/${encodeURIComponent(reference)}`;
}
