/** What layers have in common that change the sizes of the spatial axes and leave batch and channels as they are. */
import { axesOf } from '../../ops/spatial.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';

export interface SpatialReshapeOptions extends LayerOptions {
  /** Default `channelsLast`. */
  readonly dataFormat?: string | null | undefined;
}

/** The base of cropping, padding and upsampling. */
export abstract class SpatialReshape extends Layer {
  /** The number of spatial axes. */
  static readonly rank: number;
  readonly dataFormat: DataFormat;

  constructor(options: SpatialReshapeOptions) {
    super(options);
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    this.inputSpec = { axes: axesOf(this.rank, this.dataFormat) };
    this.built = true;
  }

  get rank(): number {
    return (this.constructor as typeof SpatialReshape).rank; // every subclass has a rank
  }

  /** An entry for each axis of the input: those of the spatial axes, and `other` for batch and channels. */
  protected forAllAxes<T>(spatial: readonly T[], other: T): T[] {
    return this.dataFormat === 'channels_first' ? [other, other, ...spatial] : [other, ...spatial, other];
  }
}
