// Reads and writes maps with bpmn-moddle; told by lines of JSON on standard input, answers in milliseconds.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const library = path.join(process.argv[2], 'node_modules', 'bpmn-moddle', 'dist', 'index.js');
const { BpmnModdle } = await import(pathToFileURL(library).href);

async function once({ source, target }) {
  const start = performance.now();
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(fs.readFileSync(source, 'utf8'));
  const parsed = performance.now();
  const task = rootElement.rootElements[0].flowElements[0];
  task.name = 'Renamed';
  const { xml } = await moddle.toXML(rootElement, { format: true });
  fs.writeFileSync(target, xml);
  return { parse: parsed - start, save: performance.now() - parsed };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const times = await once(JSON.parse(line));
  global.gc();   // outside both measurements
  console.log(JSON.stringify(times));
}
