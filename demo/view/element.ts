/** The page's elements, by id. */

/** An element that index.html has. @throws when it is missing or of another kind. */
export function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`index.html needs a ${kind.name} with the id "${id}"`);
}
