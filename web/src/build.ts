/** The number of this build: the hash of the whole page but for the number. Empty while developing. */
const said = document.querySelector<HTMLMetaElement>('meta[name="soat-build"]')?.content ?? '';

export const BUILD = /^[0-9a-f]+$/.test(said) ? said : '';
