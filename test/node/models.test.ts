/** Models on the CPU: see test/cases/models.ts. */
import { beforeAll, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import { modelBehaviours } from '../cases/models.ts';

beforeAll(() => setBackend('cpu'));

for (const [name, body] of Object.entries(modelBehaviours)) it(name, body);
