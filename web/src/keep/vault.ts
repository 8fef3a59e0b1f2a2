/** Seals and opens what is stored, with a key made once from the user's passphrase. */

/** How a key was made, told in the head of a work. The numbers are of the making's own kind. */
export interface KeyRecipe {
  name: string;
  salt: string;
  cost: number[];
}

/** Makes 32 bytes of a passphrase, slowly on purpose; without a recipe by one of its own, with a new salt. */
export interface KeyMaker {
  make(passphrase: string, recipe?: KeyRecipe): Promise<{ key: Uint8Array<ArrayBuffer>; recipe: KeyRecipe }>;
}

const NONCE = 12;

export class Vault {
  readonly recipe: KeyRecipe;
  readonly #key: CryptoKey;

  private constructor(recipe: KeyRecipe, key: CryptoKey) {
    this.recipe = recipe;
    this.#key = key;
  }

  static async unlock(maker: KeyMaker, passphrase: string, by?: KeyRecipe): Promise<Vault> {
    const { key, recipe } = await maker.make(passphrase, by);
    const sealing = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
    key.fill(0);
    return new Vault(recipe, sealing);
  }

  /** `about` is not hidden, but nothing opens under another. */
  async seal(body: Uint8Array<ArrayBuffer>, about: string): Promise<Uint8Array<ArrayBuffer>> {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    const sealed = await crypto.subtle.encrypt(this.#algorithm(iv, about), this.#key, body);
    const bytes = new Uint8Array(NONCE + sealed.byteLength);
    bytes.set(iv);
    bytes.set(new Uint8Array(sealed), NONCE);
    return bytes;
  }

  /** Nothing when the key is not the one, or the bytes are not what was sealed. */
  async open(sealed: Uint8Array<ArrayBuffer>, about: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const algorithm = this.#algorithm(sealed.slice(0, NONCE), about);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, this.#key, sealed.subarray(NONCE)));
    } catch {
      return undefined;
    }
  }

  #algorithm(iv: Uint8Array<ArrayBuffer>, about: string) {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) };
  }
}
