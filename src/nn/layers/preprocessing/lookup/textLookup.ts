/** Lookups of texts: on the host, as there are no texts on the GPU. */
import { bucketOf } from '../../../../kernels/hash/buckets.ts';
import type { Shape } from '../../../../runtime/spec.ts';
import type { Tensor } from '../../../../runtime/tensor.ts';
import { DROPPED } from '../encoding.ts';
import { encodedOnHost, onlyOnHost } from '../onHost.ts';
import { byCodePoints } from '../text/strings.ts';
import { IndexLookup } from './indexLookup.ts';
import { unknownToken } from './vocabulary.ts';

/** The base of layers that turn texts into indices of a vocabulary. */
export abstract class TextLookup extends IndexLookup<string> {
  protected override get tokenKind(): string {
    return 'a text';
  }

  protected override isToken(value: unknown): boolean {
    return typeof value === 'string';
  }

  protected override ascending(a: string, b: string): number {
    return byCodePoints(a, b);
  }

  protected override tokenOf(line: string): string {
    return line;
  }

  override call(): never {
    throw onlyOnHost(this.who);
  }

  /** The index of a token; `DROPPED` for the mask where it has none. */
  protected indexOf(token: string): number {
    const { maskToken, masks, numOovIndices } = this.rules;
    if (token === maskToken) return masks ? 0 : DROPPED;
    const known = this.vocabulary.indexOf(token);
    if (known !== undefined) return known;
    if (numOovIndices === 0) throw unknownToken(this.who, token);
    const { oovStart } = this.vocabulary;
    return numOovIndices === 1 ? oovStart : oovStart + bucketOf(token, numOovIndices, this.salt);
  }

  /** Indices as the output mode says. */
  protected encode(indices: Int32Array, shape: Shape): Tensor {
    return encodedOnHost(indices, shape, this.outputMode, this.depth, this.idfWeights);
  }
}
