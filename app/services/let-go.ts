/**
 * Gives the memory of a file back at once. The next collection may come long after what is made of 80 MB needs the room.
 * Bytes that share their buffer with others are left to the collector.
 */
export function letGo(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
