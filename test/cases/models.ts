/** What models do, as their users see it. Every row runs on the CPU and on the GPU. */
import { dataTypeBehaviours } from './models/dataTypes.ts';
import { formBehaviours } from './models/forms.ts';

import { freezingBehaviours } from './models/freezing.ts';
import { graphBehaviours } from './models/graphs.ts';
import { maskBehaviours } from './models/masks.ts';
import { outputBehaviours } from './models/outputs.ts';
import { ownLayerBehaviours } from './models/ownLayers.ts';
import { summaryBehaviours } from './models/summaries.ts';

/** What must hold, by name; throws otherwise. */
export type Behaviours = Readonly<Record<string, () => void | Promise<void>>>;

export const modelBehaviours: Behaviours = {
  ...formBehaviours,
  ...graphBehaviours,
  ...outputBehaviours,
  ...freezingBehaviours,
  ...maskBehaviours,
  ...summaryBehaviours,
  ...ownLayerBehaviours,
  ...dataTypeBehaviours,
};
