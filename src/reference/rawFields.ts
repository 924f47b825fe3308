/** A record as the data files write it. */
export type RawRecord = Readonly<Record<string, unknown>>;

const camelCase = (key: string): string =>
  key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The record with this program's names, nested ones too; what is null there is absent here. */
export const fieldsOf = (record: RawRecord): RawRecord =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [camelCase(key), isRecord(value) ? fieldsOf(value) : value]),
  );

const isRecord = (value: unknown): value is RawRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);
