import { codePoint, openingBracket, unseen } from './codePoint';

/**
 * Besides what is not seen: what makes a tag or a link of text in HTML and Markdown, and at its beginning what makes a
 * formula of it once a table is exported to a spreadsheet. No account and no share of Windows has any of these in its
 * name (they may hold `&`, `'`, `(`, `#`, `$`, `{`, and stay as they are), but rows may come from elsewhere.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/dc9978d7-6299-4c5a-a22d-a039cdc716ea
 * @see https://learn.microsoft.com/windows/win32/api/lmaccess/ns-lmaccess-user_info_0
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const notForTables = new RegExp(`[${unseen}<>\\[\\]${openingBracket}]|^[=+\\-@＝＋－＠]`, 'gu');

/**
 * Text as it may stand in a column that queries, workbooks, incidents and exports show: what could act on its reader is
 * spelled out as `⟦U+202E⟧`. Two different texts stay different, because a real `⟦` is spelled out as well.
 */
export function tableText(text: string): string {
  return text.replace(notForTables, codePoint);
}
