/** The closed sets and shapes that the tables of the first books share. */
export const isDate = (column: string) =>
  `CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')`;
export const isFlag = (column: string) => `CHECK (${column} IN (0, 1))`;
export const isJson = (column: string) => `CHECK (json_valid(${column}))`;
export const isCurrency = (column: string) => `CHECK (${column} GLOB '[A-Z][A-Z][A-Z]')`;
export const isHash = (column: string) =>
  `CHECK (length(${column}) = 64 AND ${column} NOT GLOB '*[^0-9a-f]*')`;
export const isLinkState = (column: string) => `CHECK (${column} IN ('linked', 'relinkNeeded', 'unlinked'))`;
export const isRole = (column: string) =>
  `CHECK (${column} IN ('order', 'orderInvoice', 'partInvoice', 'amendment', 'creditNote', 'adjustment', 'payment'))`;
