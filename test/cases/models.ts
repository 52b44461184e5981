/** What models do, as their users see it. Every row runs on the CPU and on the GPU. */
import { formBehaviours } from './models/forms.ts';

import { graphBehaviours } from './models/graphs.ts';
import { outputBehaviours } from './models/outputs.ts';

/** What must hold, by name; throws otherwise. */
export type Behaviours = Readonly<Record<string, () => void | Promise<void>>>;

export const modelBehaviours: Behaviours = {
  ...formBehaviours,
  ...graphBehaviours,
  ...outputBehaviours,
};
