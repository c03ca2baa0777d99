'use client';

import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useGraph } from './editor-context';
import { around, boxOf } from './graph/boxes';
import { readColours } from './paint-steps';

export const overviewSize = { width: 160, height: 104 };
const margin = 6;

/** The whole of a large workflow beside its canvas, as one drawing: React Flow's own has an element for each step. */
export function Overview() {
  const graph = useGraph();
  const host = useRef<HTMLDivElement>(null);
  // A picture: what is drawn on lies in a layer of its own, and so does all that lies over it.
  const [picture, setPicture] = useState<string>();
  const { setCenter, getZoom, zoomTo } = useReactFlow();
  const { box, scale } = useMemo(() => {
    const whole = around(graph.nodes.map(boxOf)) ?? { x: 0, y: 0, width: 1, height: 1 };
    const fits = Math.min(
      (overviewSize.width - 2 * margin) / whole.width,
      (overviewSize.height - 2 * margin) / whole.height,
    );
    const [width, height] = [overviewSize.width / fits, overviewSize.height / fits];
    return {
      scale: fits,
      box: {
        x: whole.x - (width - whole.width) / 2,
        y: whole.y - (height - whole.height) / 2,
        width,
        height,
      },
    };
  }, [graph]);

  useEffect(() => {
    function draw() {
      const context = document.createElement('canvas').getContext('2d');
      if (!context || !host.current) return;
      const ratio = window.devicePixelRatio;
      context.canvas.width = overviewSize.width * ratio;
      context.canvas.height = overviewSize.height * ratio;
      context.scale(ratio, ratio);
      context.fillStyle = readColours(host.current)('border-edge').line;
      for (const { x, y, width, height } of graph.nodes.map(boxOf))
        context.fillRect(
          (x - box.x) * scale,
          (y - box.y) * scale,
          Math.max(1, width * scale),
          Math.max(1, height * scale),
        );
      setPicture(context.canvas.toDataURL());
    }
    draw();
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ['class'] });
    return () => themes.disconnect();
  }, [graph, box, scale]);

  function lookAt({ currentTarget, clientX, clientY, buttons }: PointerEvent) {
    if (buttons !== 1) return;
    const { left, top } = currentTarget.getBoundingClientRect();
    void setCenter(box.x + (clientX - left) / scale, box.y + (clientY - top) / scale, { zoom: getZoom() });
  }

  return (
    <Panel
      ref={host}
      position="bottom-left"
      role="img"
      aria-label="Overview of the canvas"
      className="react-flow__minimap max-xl:hidden!"
      style={overviewSize}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        lookAt(event);
      }}
      onPointerMove={lookAt}
      onWheel={({ deltaY }) => void zoomTo(getZoom() * 2 ** (-deltaY / 500))}
    >
      {picture && <img src={picture} alt="" draggable={false} className="absolute inset-0 size-full" />}
      <InView box={box} />
    </Panel>
  );
}

/** What is outside of the view, darkened. */
function InView({ box }: { box: { x: number; y: number; width: number; height: number } }) {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width) / zoom;
  const height = useStore((state) => state.height) / zoom;
  return (
    <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} className="absolute inset-0 size-full">
      <path
        className="react-flow__minimap-mask"
        fillRule="evenodd"
        d={`M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}zM${-x / zoom} ${-y / zoom}h${width}v${height}h${-width}z`}
      />
    </svg>
  );
}
