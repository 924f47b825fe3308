/** How a GPU gets at its memory, as far as a browser lets one tell. */
export const deviceClasses = ["discrete", "integrated", "phone", "unknown"] as const;
export type DeviceClass = (typeof deviceClasses)[number];
