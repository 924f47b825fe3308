import {
  dataTypeComparison,
  type DataTypeComparison,
  type DataTypeTable,
} from "../../analysis/dataTypeComparison.ts";
import type { KernelRow } from "../../domain/result.ts";
import { formatRatio, formatSignificant } from "../../report/format.ts";
import { shapeText } from "../measurementRows.ts";
import { dataTypeNames, typesWords as words } from "../words.ts";
import type { ChartFigure, ChartLine, ChartPoint } from "./chartFigure.ts";

const bytesOfBaseline = 2;

const pointOf = (
  { dataType, bytesPerWeight }: DataTypeComparison,
  phase: "prefill" | "decode",
  speedUp: number | undefined,
  label: boolean,
): readonly ChartPoint[] =>
  speedUp === undefined
    ? []
    : [
        {
          id: `${phase}-${dataType}`,
          name: `${dataTypeNames[dataType]}, ${phase === "decode" ? words.writing : words.reading}`,
          ...(label && { label: dataTypeNames[dataType] }),
          ink: phase,
          marker: phase === "decode" ? "circle" : "square",
          fill: "filled",
          size: "large",
          at: { x: bytesPerWeight, y: speedUp },
        },
      ];

/** Half the bytes, twice the speed: what writing can gain while memory is the limit. */
const byBytes = (low: number, high: number): ChartLine => {
  const at = (bytes: number) => ({ x: bytes, y: bytesOfBaseline / bytes });
  return {
    id: "bytes",
    label: words.byBytes,
    kind: words.byBytesKind,
    top: words.byBytesTop,
    ink: "ink",
    stroke: "dotted",
    path: [at(low), at(high)],
    labelAt: [0.85, 0.6, 0.35, 0.15].map((share) => at(low * (high / low) ** share)),
  };
};

const shapesText = ({ decodeShape, prefillShape }: DataTypeTable): string =>
  [
    ...(decodeShape ? [`${words.writing} ${shapeText(decodeShape)}`] : []),
    ...(prefillShape ? [`${words.reading} ${shapeText(prefillShape)}`] : []),
  ].join("; ");

/** Each type's speed beside 16 bits; undefined where there is nothing to compare. */
export const dataTypeFigure = (
  kernels: readonly KernelRow[],
  origin: string,
): ChartFigure | undefined => {
  const table = dataTypeComparison(kernels);
  if (table.rows.length < 2) return undefined;
  // The circle over the square: at 16 bits, of which both are multiples, they lie on one spot.
  const points = table.rows.flatMap((row) => [
    ...pointOf(row, "prefill", row.prefillSpeedUp, row.prefillSpeedUp !== row.decodeSpeedUp),
    ...pointOf(row, "decode", row.decodeSpeedUp, true),
  ]);
  const bytes = table.rows.map(({ bytesPerWeight }) => bytesPerWeight);
  const x = { low: Math.min(...bytes) / 1.6, high: Math.max(...bytes) * 1.6 };
  const speeds = [
    ...points.map(({ at }) => at.y),
    bytesOfBaseline / x.low,
    bytesOfBaseline / x.high,
  ];
  const y = { low: Math.min(...speeds) / 1.3, high: Math.max(...speeds) * 1.3 };
  return {
    title: words.title,
    summary: `${points.map(({ name, at }) => `${name}: ${formatRatio(at.y)} times 16-bit.`).join(" ")} ${shapesText(table)}.`,
    note: shapesText(table),
    x: { label: words.x, ...x, format: bytesText, mark: formatSignificant, marks: [0.5, 1, 2, 4] },
    y: { label: words.y, ...y, format: timesText, mark: timesText, marks: [0.25, 0.5, 1, 2, 4, 8] },
    lines: [byBytes(x.low, x.high)],
    points,
    origin,
  };
};

const bytesText = (value: number): string => `${formatSignificant(value)} B a weight`;
const timesText = (value: number): string => `${formatRatio(value)}×`;
