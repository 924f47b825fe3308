export const denseModels: () => string;
export const chartAccelerators: () => string;
