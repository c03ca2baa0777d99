import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const web = join(import.meta.dirname, '../../web');

/** A page that is React Flow and nothing else, with as many plain nodes; made here, so that no user ever gets it. */
export async function bareCanvas(size: number): Promise<string> {
  const entry = 'virtual:bare-canvas';
  const output = await build({
    root: web,
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'bare-canvas',
        resolveId: (id) => (id === entry ? join(web, 'bare-canvas.js') : undefined),
        load: (id) => (id === join(web, 'bare-canvas.js') ? sourceOf(size) : undefined),
      },
    ],
    build: { write: false, rollupOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [result] = Array.isArray(output) ? output : [output];
  const [chunk] = result && 'output' in result ? result.output : [];
  if (!chunk) throw new Error('React Flow could not be bundled.');
  const css = await readFile(join(web, 'node_modules/@xyflow/react/dist/style.css'), 'utf8');
  const script = chunk.code.replaceAll('</script', '<\\/script');
  return `<!doctype html><style>${css} html, body, #root { height: 100%; margin: 0 }</style>
    <div id="root"></div><script>${script}</script>`;
}

function sourceOf(size: number): string {
  return `
    import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import { ReactFlow } from '@xyflow/react';
    performance.mark('data');
    const across = Math.ceil(Math.sqrt(${size}));
    const defaultNodes = Array.from({ length: ${size} }, (_, index) => ({
      id: 'n' + index,
      position: { x: (index % across) * 340, y: Math.floor(index / across) * 150 },
      data: { label: 'Step ' + index },
    }));
    const defaultEdges = defaultNodes.slice(1).map(({ id }, index) => ({ id: 'e' + index, source: 'n' + index, target: id }));
    const flow = createElement(ReactFlow, { defaultNodes, defaultEdges, fitView: true, minZoom: 0.05 });
    createRoot(document.getElementById('root')).render(flow);
  `;
}
