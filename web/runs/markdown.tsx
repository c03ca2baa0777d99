'use client';

import './markdown.css';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

// HTML in an answer stays text: the renderer makes elements from Markdown alone. An image would tell a stranger's server
// that somebody reads this, so its description stands in its place.
const components: Components = {
  img: ({ alt, src }) => (
    <span className="text-muted">
      [image: {alt || 'without a description'}
      {typeof src === 'string' && src !== '' && ` ${src}`}]
    </span>
  ),
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

const plugins = [remarkGfm];

export function Markdown({ text }: { text: string }) {
  return (
    <div className="answer">
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
