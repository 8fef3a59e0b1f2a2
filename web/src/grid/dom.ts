export function div(parent: Element, className: string, role?: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  if (role) element.setAttribute('role', role);
  parent.append(element);
  return element;
}

/** Sets the attribute, or removes it when there is no value. Writes only on a change: screen readers hear each write. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

let nGrids = 0;

/** A prefix for ids, so that two grids on one page do not clash. */
export const freshPrefix = (): string => `soat-grid-${(nGrids += 1)}`;
