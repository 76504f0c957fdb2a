import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run bench -- inference [options]

Pictures per second of the station's own inference process, from file to result, beside those of
ONNX Runtime's session.run alone with the same file, threads and session options. Both are measured
in turns, so that a machine that slows down slows both.

  --pictures N      pictures a cell (200)
  --model PATH      another ONNX file besides the demo models; may be repeated
  --no-demo         only the files given with --model
  --format F        jpeg or bmp (both)
  --size WxH        one of the sizes only, or another one (720x540, 1920x1080, 4000x3000)
  --threads N       1 or another number only (1, and one a physical core)
  --json            JSON Lines on standard output, one a cell

A YOLOv8n at 640 pixels with random weights computes exactly as much as a trained one. In Python,
with Ultralytics:  YOLO('yolov8n.yaml').export(format='onnx', imgsz=640)
`;

export const FORMATS = ['jpeg', 'bmp'] as const;
export type Format = (typeof FORMATS)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface BenchOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly pictures: number;
  readonly models: readonly string[];
  readonly demo: boolean;
  readonly formats: readonly Format[];
  readonly sizes: readonly Size[];
  /** null: one thread, and as many as the station would take. */
  readonly threads: number | null;
}

const SIZES = [
  { width: 720, height: 540 },
  { width: 1920, height: 1080 },
  { width: 4000, height: 3000 },
];

/** @throws Error with a sentence for the person at the command line */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      help: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      pictures: { type: 'string', default: '200' },
      model: { type: 'string', multiple: true, default: [] },
      demo: { type: 'boolean', default: true },
      format: { type: 'string' },
      size: { type: 'string' },
      threads: { type: 'string' },
    },
  });
  return {
    help: values.help,
    json: values.json,
    pictures: wholeNumber('--pictures', values.pictures),
    models: values.model,
    demo: values.demo,
    formats: values.format === undefined ? FORMATS : [formatOf(values.format)],
    sizes: values.size === undefined ? SIZES : [sizeOf(values.size)],
    threads: values.threads === undefined ? null : wholeNumber('--threads', values.threads),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} must be a whole number over 0.`);
  return Number(text);
}

function formatOf(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new Error(`--format must be ${FORMATS.join(' or ')}.`);
  return format;
}

function sizeOf(text: string): Size {
  const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(text);
  if (match === null) throw new Error('--size must look like 1920x1080.');
  return { width: Number(match[1]), height: Number(match[2]) };
}
