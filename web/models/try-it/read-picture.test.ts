import { expect, test } from 'vitest';
import { readPicture } from './read-picture';

const file = (bytes: Uint8Array<ArrayBuffer>, type: string) => new File([bytes], 'a.png', { type });

test('an image is read whole, however many bytes it has', async () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index % 256);
  const picture = await readPicture(file(bytes, 'image/png'));
  if (typeof picture === 'string') throw new Error(picture);
  expect(picture.mediaType).toBe('image/png');
  expect(Buffer.from(picture.data, 'base64').equals(Buffer.from(bytes))).toBe(true);
});

test('what is no image, and what is larger than 5 MB, is refused with what to do', async () => {
  expect(await readPicture(file(new Uint8Array(3), 'text/plain'))).toMatch(/Choose a PNG/);
  expect(await readPicture(file(new Uint8Array(5 * 1024 * 1024 + 1), 'image/png'))).toMatch(/at most 5 MB/);
});
