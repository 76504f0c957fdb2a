import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import type { ElectronParts } from '../../../src/main/electron/types.ts';

type Handler = (...args: readonly unknown[]) => unknown;

class WindowDouble extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn<(handler: Handler) => void>(),
  });
  readonly show = vi.fn();
  readonly restore = vi.fn();
  readonly focus = vi.fn();
  readonly isMinimized = vi.fn(() => true);
  readonly isDestroyed = vi.fn(() => false);
  readonly loadURL = vi.fn(async () => undefined);
  readonly options: Record<string, unknown>;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }
}

/** Records what the desktop does to Electron; typed as the parts it stands for. */
export function electronDouble(firstInstance = true) {
  const order: string[] = [];
  const windows: WindowDouble[] = [];
  const handlers = new Map<string, Handler>();
  /** Notifications that were shown. */
  const notices: unknown[] = [];
  const app = Object.assign(new EventEmitter(), {
    setPath: vi.fn((name: string) => order.push(`setPath ${name}`)),
    requestSingleInstanceLock: vi.fn(() => firstInstance),
    whenReady: vi.fn(async () => {
      order.push('ready');
    }),
    quit: vi.fn(),
    exit: vi.fn(),
  });
  const double = {
    app,
    BrowserWindow: class extends WindowDouble {
      constructor(options: Record<string, unknown>) {
        super(options);
        windows.push(this);
      }
    },
    dialog: {
      showErrorBox: vi.fn(),
      showOpenDialog: vi.fn(async () => ({ filePaths: ['/parts/a.bmp', '/parts/b.bmp'] })),
    },
    ipcMain: {
      handle: vi.fn((channel: string, handler: Handler) => handlers.set(channel, handler)),
    },
    Notification: class {
      readonly #text: unknown;
      constructor(text: unknown) {
        this.#text = text;
      }
      show(): void {
        notices.push(this.#text);
      }
    },
    protocol: {
      registerSchemesAsPrivileged: vi.fn(() => order.push('scheme')),
      handle: vi.fn<(scheme: string, handler: Handler) => void>(),
    },
    session: {
      defaultSession: { setPermissionRequestHandler: vi.fn<(handler: Handler) => void>() },
    },
  };
  return { parts: double as unknown as ElectronParts, double, order, windows, handlers, notices };
}
