/** Whether samples may stay on the device. */
import { currentDevice } from '../../runtime/backend.ts';
import { bytesOf, feedsOf, type Samples } from './batches.ts';

/** Memory that all samples together may take on a GPU. */
const BUDGET_BYTES = 512 * 1024 * 1024;

/** Whether the device can hold the samples as tables; otherwise their batches are copied one by one. */
export async function isResident(samples: Samples): Promise<boolean> {
  const { kind, limits } = await currentDevice();
  if (kind === 'cpu') return true;
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  return bytesOf(samples) <= BUDGET_BYTES && feedsOf(samples).every(({ tensor }) => tensor.size * 4 <= most);
}
