/** An image as it is sent, and how it is shown. */
export interface Picture {
  name: string;
  bytes: number;
  mediaType: string;
  /** Base64. */
  data: string;
}

export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const largest = 5 * 1024 * 1024;

/** Reads an image that somebody chose, dropped or pasted; a text says why it cannot be sent. */
export async function readPicture(file: File): Promise<Picture | string> {
  if (!pictureTypes.includes(file.type)) {
    return `“${file.name}” is no image that can be sent. Choose a PNG, JPEG, GIF or WebP.`;
  }
  if (file.size > largest) {
    return `“${file.name}” has ${megabytes(file.size)}; at most 5 MB can be sent. Make it smaller first.`;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, bytes: file.size, mediaType: file.type, data: toBase64(bytes) };
}

export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  const piece = 32_768;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}
