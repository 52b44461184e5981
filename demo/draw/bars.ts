/** Ten probabilities as bars. */

interface Row {
  readonly item: HTMLLIElement;
  readonly fill: HTMLElement;
  readonly percent: HTMLElement;
}

function part(name: string, parent: HTMLElement, text = ''): HTMLElement {
  const made = document.createElement('span');
  made.className = name;
  made.textContent = text;
  parent.append(made);
  return made;
}

export class Bars {
  readonly #rows: readonly Row[];

  constructor(list: HTMLElement) {
    this.#rows = Array.from({ length: 10 }, (_, digit) => {
      const item = document.createElement('li');
      part('digit', item, String(digit));
      const fill = part('fill', part('track', item));
      const percent = part('percent', item);
      list.append(item);
      return { item, fill, percent };
    });
    this.show(null);
  }

  /** @param probabilities - Ten numbers; null: nothing to show. */
  show(probabilities: ArrayLike<number> | null): void {
    const best = probabilities ? bestOf(probabilities) : -1;
    this.#rows.forEach(({ item, fill, percent }, digit) => {
      const share = probabilities?.[digit] ?? 0;
      item.classList.toggle('best', digit === best);
      fill.style.transform = `scaleX(${share})`;
      percent.textContent = probabilities ? `${Math.round(100 * share)} %` : '–';
    });
  }
}

/** The digit with the highest probability. */
export function bestOf(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let digit = 1; digit < probabilities.length; digit++) {
    if (probabilities[digit]! > probabilities[best]!) best = digit; // both inside
  }
  return best;
}
