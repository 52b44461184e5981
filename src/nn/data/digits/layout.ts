/** Where a digit sits in its picture: as in MNIST, whose pictures are made so. */

/** Pixels along a side of a picture. */
export const SIDE = 28;

/** Pixels of the longer side of the digit in it. */
export const DIGIT_SIDE = 20;

/** The pixel, along either axis, that the centre of the ink falls on. */
export const CENTER = SIDE / 2;
