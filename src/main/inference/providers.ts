import type { Device } from '../../shared/domain.ts';

/** ONNX Runtime's two names for what computes: in session options, and in its profiles. */
export const PROVIDERS: Readonly<
  Record<Device, { readonly backend: string; readonly provider: string; readonly label: string }>
> = {
  cpu: { backend: 'cpu', provider: 'CPUExecutionProvider', label: 'CPU' },
  cuda: { backend: 'cuda', provider: 'CUDAExecutionProvider', label: 'CUDA' },
  directml: { backend: 'dml', provider: 'DmlExecutionProvider', label: 'DirectML' },
  webgpu: { backend: 'webgpu', provider: 'WebGpuExecutionProvider', label: 'WebGPU' },
  coreml: { backend: 'coreml', provider: 'CoreMLExecutionProvider', label: 'CoreML' },
};
