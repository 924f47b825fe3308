import { html, type TemplateResult } from "lit";

/** A labelled whole number from 1 to `most`; what is none of these is put back as it was. */
export const numberField = (
  label: string,
  value: number,
  most: number,
  take: (value: number) => void,
): TemplateResult =>
  html`<label
    >${label}
    <input
      type="number"
      min="1"
      max=${most}
      step="1"
      .value=${String(value)}
      @change=${({ target }: Event) => {
        const input = target as HTMLInputElement;
        const typed = Math.round(Number(input.value));
        if (input.value !== "" && typed >= 1 && typed <= most) take(typed);
        else input.value = String(value);
      }}
  /></label>`;
