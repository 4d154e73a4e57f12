/**
 * Reads `text/event-stream` piece by piece and hands over the data of each finished block. Comments (keep-alives),
 * ids and event names are passed over: the contract's events carry all they need in their data.
 */
export function createEventReader(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    rest += piece.replaceAll('\r\n', '\n');
    let end = rest.indexOf('\n\n');
    while (end >= 0) {
      const data = rest
        .slice(0, end)
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(line.startsWith('data: ') ? 6 : 5));
      rest = rest.slice(end + 2);
      if (data.length > 0) onData(data.join('\n'));
      end = rest.indexOf('\n\n');
    }
  };
}
