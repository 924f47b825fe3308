/** A message as people read it: what happened, why, and what to do about it. */
export interface Words {
  readonly title: string;
  readonly why: string;
  /** Empty where nothing needs to be done. */
  readonly remedy: string;
}

/** Where a page was opened, as far as the words depend on it. */
export interface Platform {
  readonly browser: string;
  readonly operatingSystem: string;
}
