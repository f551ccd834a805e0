// SPDX-License-Identifier: MIT
/** What WebDriver and WebDriver BiDi alike take for hands: actions of a mouse and a keyboard. */

/** A click amid an element, named as the protocol names it. */
export function clickOn(element: object): object[] {
  const origin = element;
  const actions = [
    { type: 'pointerMove', x: 0, y: 0, origin },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ];
  return [{ type: 'pointer', id: 'mouse', actions }];
}

/** WebDriver's characters for keys without one of their own. */
const keyCharacters: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  Space: ' ',
};

/** Keys pressed together, in the words of `KeyboardEvent.code`: `Shift+Tab`. */
export function pressOf(keys: string): object[] {
  const values = keys.split('+').map((key) => keyCharacters[key] ?? key);
  const down = values.map((value) => ({ type: 'keyDown', value }));
  const up = values.reverse().map((value) => ({ type: 'keyUp', value }));
  return [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
}
