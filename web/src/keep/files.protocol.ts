/** What the page and the worker that writes files say to each other. */

export interface FileRequest {
  id: number;
  folder: string;
  name: string;
  /** Instead of what is there, not after it. */
  anew: boolean;
  parts: Uint8Array<ArrayBuffer>[];
}

/** The name of the error, if any. */
export interface FileAnswer {
  id: number;
  failure: string | undefined;
}
