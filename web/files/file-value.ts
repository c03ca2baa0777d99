/** A file as a run holds it: its bytes lie at its address. */
export interface FileValue {
  id: string;
  name: string;
  mediaType: string;
  size: number;
}

export function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, mediaType, size } = value as Partial<Record<keyof FileValue, unknown>>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof mediaType === 'string' &&
    typeof size === 'number'
  );
}

export function isImage({ mediaType }: Pick<FileValue, 'mediaType'>): boolean {
  return mediaType.startsWith('image/');
}

/** An image and a link send no headers: the organisation stands in the address. */
export function fileAddress({ id }: Pick<FileValue, 'id'>, organization: string): string {
  return `/files/${encodeURIComponent(id)}?organization=${encodeURIComponent(organization)}`;
}

export function sizeInWords(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
