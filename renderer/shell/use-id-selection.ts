import { useEffect } from 'react';

/** Ids and codes: cells of that kind in a grid, and what is marked as code elsewhere. */
const idPlaces = '.kind-code .grid-text, .kind-code, .code, [data-id]';

/** A double click on an id selects all of it, hyphens and all, so that it can be copied. */
export function useIdSelection(): void {
  useEffect(() => {
    const onDoubleClick = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest('input, textarea, button, .editing'))
        return;
      const place = event.target.closest(idPlaces);
      if (place && place.textContent !== '') window.getSelection()?.selectAllChildren(place);
    };
    window.addEventListener('dblclick', onDoubleClick);
    return () => window.removeEventListener('dblclick', onDoubleClick);
  }, []);
}
