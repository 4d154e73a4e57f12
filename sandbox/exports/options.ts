/** What an export can look like; every field is optional and the default is the real file's way. */
export interface ExportOptions {
  /** First and last settled date, `YYYY-MM-DD`, both included. Default: everything. */
  readonly from?: string;
  readonly to?: string;
  /** CSV only. Default `,`. */
  readonly separator?: ',' | ';' | '\t';
  /** CSV only. Default `utf-8-bom`. */
  readonly encoding?: 'utf-8-bom' | 'utf-8' | 'utf-16le' | 'windows-1252';
  /** XLSX only: one `<row>` element for each cell, and the dimension `A1`, as the order export has it. */
  readonly rowPerCell?: boolean;
  /** Headers, sheet names and types in the account's language (settlement-exports.md §0.10). */
  readonly localized?: 'id' | 'vi';
  /** `2026-09` uses the renamed English headers (`Transaction type` …). Default `2026-02`. */
  readonly vintage?: '2026-02' | '2026-09';
  /** `later`: the next export of the shop, with what has changed since (company/later.ts). Default `month`. */
  readonly which?: 'month' | 'later';
}

export interface ExportFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export type Cell = string | null;
