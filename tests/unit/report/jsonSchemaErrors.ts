/** JSON Schema as far as the published one uses it; any other word of it throws. */
interface Schema {
  readonly [keyword: string]: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isOfType = (value: unknown, type: unknown): boolean => {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
    case "string":
    case "boolean":
      return typeof value === type;
    default:
      throw new Error(`unknown type ${String(type)}`);
  }
};

const holds = (keyword: string, wanted: unknown, value: unknown): boolean => {
  switch (keyword) {
    case "type":
      return isOfType(value, wanted);
    case "const":
      return value === wanted;
    case "enum":
      return (wanted as readonly unknown[]).includes(value);
    case "minimum":
      return Number(value) >= Number(wanted);
    case "maximum":
      return Number(value) <= Number(wanted);
    case "exclusiveMinimum":
      return Number(value) > Number(wanted);
    case "maxItems":
      return (value as readonly unknown[]).length <= Number(wanted);
    case "maxProperties":
      return Object.keys(value as object).length <= Number(wanted);
    case "required":
      return (wanted as readonly string[]).every((name) => name in (value as object));
    case "format":
      return wanted === "date-time" && !Number.isNaN(Date.parse(String(value)));
    case "anyOf":
      return (wanted as readonly Schema[]).some((each) => errorsOf(each, value, "").length === 0);
    default:
      throw new Error(`unknown keyword ${keyword}`);
  }
};

const inner = (
  keyword: string,
  wanted: unknown,
  value: unknown,
  path: string,
): readonly string[] => {
  switch (keyword) {
    case "properties":
      return Object.entries(wanted as Readonly<Record<string, Schema>>).flatMap(([name, schema]) =>
        isObject(value) && name in value ? errorsOf(schema, value[name], `${path}.${name}`) : [],
      );
    case "additionalProperties":
      return Object.entries(value as object).flatMap(([name, each]) =>
        errorsOf(wanted as Schema, each, `${path}.${name}`),
      );
    case "propertyNames":
      return Object.keys(value as object).flatMap((name) => errorsOf(wanted as Schema, name, path));
    case "items":
      return (value as readonly unknown[]).flatMap((each, index) =>
        errorsOf(wanted as Schema, each, `${path}[${index}]`),
      );
    default:
      return holds(keyword, wanted, value) ? [] : [`${path}: ${keyword}`];
  }
};

const annotations = new Set(["$schema", "title", "description", "default"]);

/** Where and by which keyword a value breaks a schema. */
export const errorsOf = (schema: Schema, value: unknown, path = ""): readonly string[] => {
  if ("type" in schema && !isOfType(value, schema["type"])) return [`${path}: type`];
  return Object.entries(schema)
    .filter(([keyword]) => !annotations.has(keyword))
    .flatMap(([keyword, wanted]) => inner(keyword, wanted, value, path));
};
