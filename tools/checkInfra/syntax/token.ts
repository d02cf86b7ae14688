import type { Position } from '../position';

/** A piece of a string: its text, or the tokens between `${` and `}`. */
export type StringPiece = string | readonly Token[];

/**
 * What Bicep's grammar is made of. Line breaks are tokens, because they end items and declarations; several in a row are
 * one. Comments and `#disable` directives are none.
 */
export type Token = { readonly at: Position } & (
  | { readonly kind: 'identifier' | 'integer' | 'mark'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly pieces: readonly StringPiece[] }
  | { readonly kind: 'newline' | 'end'; readonly text: string }
);
