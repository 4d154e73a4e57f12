import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { icnsSizes, icoSizes, type Picture, toIcns, toIco } from './icon-files.ts';

/** Folders of icons on Linux have these sizes. */
const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
/** On the taskbar of Windows, over the button: something needs attention. */
const attention = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <circle cx="8" cy="8" r="7" fill="#b3261e" stroke="#ffffff" />
  <path d="M8 4v5M8 11v1" stroke="#ffffff" stroke-width="2" />
</svg>`;

let drawing: Promise<void> | null = null;

/**
 * Makes every icon of the program into `dist/icons` from one drawing, `renderer/public/icon.svg`, and the sign over the
 * taskbar's button into `dist/electron`. The same bytes on every system: the drawing library is WebAssembly.
 */
export async function makeIcons(root: string, dist = join(root, 'dist')): Promise<void> {
  const library = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  drawing ??= readFile(library).then(initWasm);
  await drawing;
  const svg = await readFile(join(root, 'renderer', 'public', 'icon.svg'), 'utf8');
  const drawn = new Map<number, Picture>();
  const pictures = (sizes: readonly number[]): readonly Picture[] =>
    sizes.map((size) => {
      const picture = drawn.get(size) ?? { size, png: draw(svg, size) };
      drawn.set(size, picture);
      return picture;
    });
  const icons = join(dist, 'icons');
  await mkdir(join(icons, 'png'), { recursive: true });
  await mkdir(join(dist, 'electron'), { recursive: true });
  await writeFile(join(icons, 'icon.ico'), toIco(pictures(icoSizes)));
  await writeFile(join(icons, 'icon.icns'), toIcns(pictures(icnsSizes)));
  for (const { size, png } of pictures(pngSizes)) {
    await writeFile(join(icons, 'png', `${size}x${size}.png`), png);
  }
  await writeFile(join(dist, 'electron', 'attention.png'), draw(attention, 32));
}

function draw(svg: string, size: number): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
