import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { icnsSizes, icoSizes, toIcns } from './icon-files.ts';
import { makeIcons } from './make-icons.ts';

let dist = '';

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'tieout-icons-'));
  await makeIcons(join(import.meta.dirname, '..', '..'), dist);
});

afterAll(() => rm(dist, { recursive: true }));

/** Width and height as a PNG says them. */
function sidesOf(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

it('the icon of Windows holds a picture of each size, where its table says', async () => {
  const ico = await readFile(join(dist, 'icons', 'icon.ico'));
  const count = ico.readUInt16LE(4);
  const sizes = Array.from({ length: count }, (_, index) => {
    const at = 6 + 16 * index;
    const start = ico.readUInt32LE(at + 12);
    const [width, height] = sidesOf(ico.subarray(start, start + ico.readUInt32LE(at + 8)));
    expect(height).toBe(width);
    expect(ico.readUInt8(at)).toBe(width % 256);
    return width;
  });
  expect(sizes).toEqual([...icoSizes]);
});

it('the icon of macOS is a row of pictures that fills its file', async () => {
  const icns = await readFile(join(dist, 'icons', 'icon.icns'));
  expect(icns.subarray(0, 4).toString('latin1')).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const sizes: number[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    sizes.push(sidesOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))[0]);
  }
  expect([...new Set(sizes)].toSorted((a, b) => a - b)).toEqual(icnsSizes.toSorted((a, b) => a - b));
  expect(() => toIcns([])).toThrow('16 pixels');
});

it('Linux has a folder of pictures, named by their size', async () => {
  for (const name of await readdir(join(dist, 'icons', 'png'))) {
    const [width, height] = sidesOf(await readFile(join(dist, 'icons', 'png', name)));
    expect(name).toBe(`${width}x${height}.png`);
  }
  expect(sidesOf(await readFile(join(dist, 'electron', 'attention.png')))).toEqual([32, 32]);
});
