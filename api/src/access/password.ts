// The slow hash of a password, in one place: it makes guessing dear, and tests that sign in hundreds of times put a quick one here.
export { hashPassword, verifyPassword } from 'better-auth/crypto';
