import { dataTypeComparison, type DataTypeComparison } from "../analysis/dataTypeComparison.ts";
import type { Result } from "../domain/result.ts";
import { formatRatio, formatSignificant, notMeasured } from "./format.ts";
import { shapeText } from "./rowTables.ts";
import { textTable, type Column } from "./textTable.ts";

const times = (ratio: number | undefined): string =>
  ratio === undefined ? notMeasured : `${formatRatio(ratio)}x`;

const comparisonColumns: readonly Column<DataTypeComparison>[] = [
  { heading: "type", cell: ({ dataType }) => dataType },
  {
    heading: "bytes a weight",
    align: "right",
    cell: ({ bytesPerWeight }) => formatSignificant(bytesPerWeight),
  },
  { heading: "writing", align: "right", cell: ({ decodeSpeedUp }) => times(decodeSpeedUp) },
  { heading: "reading", align: "right", cell: ({ prefillSpeedUp }) => times(prefillSpeedUp) },
];

/** Each data type's speed as a multiple of f16's; empty where there is nothing beside f16. */
export const comparisonTable = ({ kernels }: Result, width: number): readonly string[] => {
  const { rows, decodeShape, prefillShape } = dataTypeComparison(kernels);
  if (rows.length < 2) return [];
  const shapes = [
    ...(decodeShape ? [`writing ${shapeText(decodeShape)}`] : []),
    ...(prefillShape ? [`reading ${shapeText(prefillShape)}`] : []),
  ];
  return [...textTable(comparisonColumns, rows, width), `  ${shapes.join(", ")}`];
};
