import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib';

/** A column of a table: where it begins, how wide it is, and on which side its text stands. Points. */
export interface SheetColumn {
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly align?: 'right';
}

export interface Ink {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: Rgb;
  readonly align?: 'right' | undefined;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** Portrait A4 with a margin, in points; the top of a page is y = 0 here, as people read. */
export const sheet = { width: 595, height: 842, margin: 42, foot: 40 } as const;

export const black: Rgb = [0.1, 0.12, 0.16];
export const grey: Rgb = [0.4, 0.43, 0.48];
const rule: Rgb = [0.82, 0.84, 0.87];

type Library = typeof import('@cantoo/pdf-lib');

/** Text and boxes on pages that follow each other. It writes no date and no id, so that equal texts give equal bytes. */
export class Sheets {
  private readonly pages: PDFPage[] = [];
  private readonly lib: Library;
  private readonly document: PDFDocument;
  private readonly plain: PDFFont;
  private readonly bold: PDFFont;
  private readonly known: ReadonlySet<number>;
  /** Of the next line, from the top of the page. */
  y = 0;

  private constructor(lib: Library, document: PDFDocument, plain: PDFFont, bold: PDFFont) {
    this.lib = lib;
    this.document = document;
    this.plain = plain;
    this.bold = bold;
    this.known = new Set(plain.getCharacterSet());
    this.addPage();
  }

  static async open(title: string): Promise<Sheets> {
    // Loaded when a first PDF is asked for: most starts never need it.
    const lib = await import('@cantoo/pdf-lib');
    const document = await lib.PDFDocument.create({ updateMetadata: false });
    document.setTitle(title);
    document.setLanguage('en');
    const plain = await document.embedFont(lib.StandardFonts.Helvetica);
    const bold = await document.embedFont(lib.StandardFonts.HelveticaBold);
    return new Sheets(lib, document, plain, bold);
  }

  private addPage(): void {
    this.pages.push(this.document.addPage([sheet.width, sheet.height]));
    this.y = sheet.margin;
  }

  /** Begins a page when less than this is left. True when it did. */
  need(height: number): boolean {
    if (this.y + height <= sheet.height - sheet.margin - sheet.foot) return false;
    this.addPage();
    return true;
  }

  space(height: number): void {
    this.y += height;
  }

  /** Text whose line begins at `y`; what does not fit `width` is cut. Does not move on. */
  text(text: string, x: number, width: number, ink: Ink = {}): void {
    this.write(this.page(), text, x, this.y, width, ink);
  }

  private write(page: PDFPage, text: string, x: number, y: number, width: number, ink: Ink): void {
    const { size = 8.5, bold = false, color = black, align } = ink;
    const font = bold ? this.bold : this.plain;
    const shown = this.fit(text, font, size, width);
    const left = align === 'right' ? x + width - font.widthOfTextAtSize(shown, size) : x;
    page.drawText(shown, {
      x: left,
      y: sheet.height - y - size,
      size,
      font,
      color: this.lib.rgb(...color),
    });
  }

  /** Text in as many lines as it needs, and on to the next line. */
  paragraph(text: string, ink: Ink = {}): void {
    const { size = 8.5, bold = false } = ink;
    const font = bold ? this.bold : this.plain;
    const width = sheet.width - 2 * sheet.margin;
    let line = '';
    const flush = () => {
      this.need(size * 1.45);
      this.text(line, sheet.margin, width, ink);
      this.y += size * 1.45;
    };
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && font.widthOfTextAtSize(this.clean(longer), size) > width) {
        flush();
        line = word;
      } else line = longer;
    }
    if (line !== '') flush();
  }

  heading(text: string): void {
    this.need(60);
    this.space(14);
    this.text(text, sheet.margin, sheet.width - 2 * sheet.margin, { size: 11, bold: true });
    this.space(17);
  }

  /** A box of the current line. `top` is from the line's own top. */
  box(x: number, top: number, width: number, height: number, color: Rgb): void {
    this.page().drawRectangle({
      x,
      y: sheet.height - this.y - top - height,
      width,
      height,
      color: this.lib.rgb(...color),
    });
  }

  line(): void {
    this.box(sheet.margin, -2, sheet.width - 2 * sheet.margin, 0.6, rule);
  }

  /** A table that goes on over pages, its titles on each; long texts are cut at their column. */
  table(columns: readonly SheetColumn[], rows: readonly (readonly string[])[], height = 13): void {
    const titles = () => {
      for (const { title, x, width, align } of columns) {
        this.text(title, x, width, { size: 7.5, color: grey, align });
      }
      this.space(13);
      this.line();
      this.space(1);
    };
    this.need(3 * height);
    titles();
    for (const cells of rows) {
      if (this.need(height)) titles();
      columns.forEach(({ x, width, align }, index) => {
        this.text(cells[index] ?? '', x, width, { align });
      });
      this.space(height);
    }
  }

  /** Numbers the pages; the text stands at the foot of each. */
  async finish(foot: string): Promise<Uint8Array> {
    const width = sheet.width - 2 * sheet.margin;
    this.pages.forEach((page, index) => {
      const y = sheet.height - sheet.margin - 8;
      this.write(page, foot, sheet.margin, y, width - 70, { size: 7, color: grey });
      const number = `Page ${index + 1} of ${this.pages.length}`;
      this.write(page, number, sheet.margin, y, width, { size: 7, color: grey, align: 'right' });
    });
    return this.document.save({ useObjectStreams: false, addDefaultPage: false });
  }

  private page(): PDFPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('Sheets have at least one page');
    return page;
  }

  /** The standard fonts of PDF hold Western European letters only; others are shown as a question mark. */
  private clean(text: string): string {
    return [...text.replaceAll(/\s+/g, ' ')]
      .map((letter) => (this.known.has(letter.codePointAt(0) ?? 0) ? letter : '?'))
      .join('');
  }

  private fit(text: string, font: PDFFont, size: number, width: number): string {
    // Hostile texts may be long: what can never fit a page is not measured.
    const clean = this.clean(text.slice(0, 400));
    if (font.widthOfTextAtSize(clean, size) <= width) return clean;
    let fits = 0;
    let tooLong = clean.length;
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (font.widthOfTextAtSize(`${clean.slice(0, middle)}…`, size) <= width) fits = middle;
      else tooLong = middle;
    }
    return `${clean.slice(0, fits)}…`;
  }
}
