import { html, type TemplateResult } from "lit";

/** A labelled choice of one among named values; calls back with the value. */
export const selectField = <Value extends string>(
  label: string,
  options: readonly (readonly [value: Value, text: string])[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult =>
  html`<label
    >${label}
    <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as Value)}>
      ${options.map(
        ([value, text]) =>
          html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
      )}
    </select></label
  >`;
