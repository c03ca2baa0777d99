import { DeclaredError } from '../errors.ts';

const statuses = {
  TOO_SLOW: 408,
  LENGTH_REQUIRED: 411,
  TOO_LARGE: 413,
  UNSUPPORTED_FILE: 415,
  TOO_MANY_UPLOADS: 429,
};

/** Why a file was not taken, before anything of it was kept. */
export class UploadRefusedError extends DeclaredError {
  readonly code: keyof typeof statuses;
  readonly status: number;

  constructor(code: keyof typeof statuses, message: string) {
    super(message, ['file']);
    this.code = code;
    this.status = statuses[code];
  }
}
