/** How long something took: "840 ms", "3.2 s", "2 min 5 s". Both moments as ISO 8601. */
export function duration(from: string, to: string): string {
  return span(Date.parse(to) - Date.parse(from));
}

export function span(milliseconds: number): string {
  const passed = Math.max(0, Math.round(milliseconds));
  if (passed < 1_000) return `${passed} ms`;
  if (passed < 59_950) return `${(passed / 1_000).toFixed(1)} s`;
  const seconds = Math.round(passed / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}
