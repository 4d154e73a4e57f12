import 'react';

declare module 'react' {
  /** Custom properties that the grid sets through the style object (allowed under the CSP, unlike style text). */
  interface CSSProperties {
    '--tracks'?: string;
    '--min-width'?: string;
    '--share'?: string;
    '--pane-height'?: string;
  }
}
