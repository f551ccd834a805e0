// SPDX-License-Identifier: MIT
/** What the success criteria of WCAG 2.2 ask for, measured in a page: further words for AskedPage.read(). */
export const measures = `
  /** By WCAG 2.2, of two colours as computed. */
  const contrast = (one, other) => {
    const luminance = (colour) => {
      const scale = colour.startsWith('color(') ? 1 : 255;
      const [red, green, blue] = colour.match(/[\\d.]+(?:e-?\\d+)?/g).slice(0, 3).map((part) => {
        const share = Number(part) / scale;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const style = (one) => getComputedStyle(one);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = style(at);
      if (!/rgba\\(.*, 0\\)|transparent/.test(backgroundColor)) return backgroundColor;
    }
  };
  const controls = (root) =>
    [...(root?.querySelectorAll('button, input, summary') ?? [])].filter(shown);
  /** Elements whose content is wider than they are, or that stand out of the window sideways. */
  const cut = (root) => all(root).filter(shown).filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    if (width === 0 || one.closest('#reopen, svg')) return false;
    return one.scrollWidth > one.clientWidth + 1 && style(one).display !== 'inline' ||
      left < -1 || right > innerWidth + 1;
  }).map((one) => one.localName + ' ' + (one.id || one.className) + ': ' + one.textContent.slice(0, 40));
  /** Whether it can be read where it is, or scrolled to. */
  const reachable = (one) => {
    one.scrollIntoView({ block: 'nearest' });
    const { top, bottom } = one.getBoundingClientRect();
    return top >= -1 && bottom <= innerHeight + 1;
  };
`;
