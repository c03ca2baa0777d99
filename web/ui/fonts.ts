import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';

/** The class names that define the variables of the two fonts; the files come with the build, from our own origin. */
export const fonts = `${GeistSans.variable} ${GeistMono.variable}`;
