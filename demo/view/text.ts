/** Numbers as the page shows them. */

export const percentText = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;

export const countText = (count: number): string => Math.round(count).toLocaleString('en');

export const lossText = (loss: number): string => loss.toFixed(loss < 0.1 ? 4 : 3);

/** `4.2 s`, `2:05` */
export function timeText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
