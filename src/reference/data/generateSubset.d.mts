export const denseModels: () => string;
export const chartAccelerators: () => string;
export const furtherModels: () => string;
