/** What could fetch, run or lay itself over the page; CSSOM writes values in one form, so escapes don't hide them. */
const forbiddenValue = /url\(|image\(|image-set\(|src\(|expression\(|element\(|paint\(|attr\(/i;
const forbiddenProperty = /^(--|behavior$|-moz-binding$)/i;

function clean(style: CSSStyleDeclaration): string {
  const kept: string[] = [];
  for (const name of Array.from(style)) {
    const value = style.getPropertyValue(name);
    if (forbiddenProperty.test(name) || forbiddenValue.test(value)) continue;
    if (name === 'position' && /fixed/i.test(value)) continue;
    if (name === 'z-index' && Math.abs(Number(value)) > 100) continue;
    kept.push(`${name}: ${value}${style.getPropertyPriority(name) ? ' !important' : ''};`);
  }
  return kept.join(' ');
}

/** The declarations of a `style` attribute that may be shown. */
export function sanitizeDeclarations(css: string): string {
  // Never connected, so nothing in it is fetched.
  const scratch = document.implementation.createHTMLDocument('').createElement('div');
  scratch.style.cssText = css;
  return clean(scratch.style);
}

/** Selectors in a list, split at the commas that are not inside brackets or quotes. */
export function splitSelectors(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const char = list[i] as string;
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    else if (char === ',' && depth === 0) {
      parts.push(list.slice(from, i).trim());
      from = i + 1;
    }
  }
  parts.push(list.slice(from).trim());
  return parts.filter((part) => part !== '');
}

function scopeRules(rules: CSSRuleList, scope: string): string {
  let css = '';
  for (const rule of Array.from(rules)) {
    if (rule instanceof CSSStyleRule) {
      const selectors = splitSelectors(rule.selectorText).map((selector) =>
        /^(:root|html|body)$/i.test(selector) ? scope : `${scope} ${selector}`,
      );
      css += `${selectors.join(', ')} { ${clean(rule.style)} }\n`;
    } else if (rule instanceof CSSMediaRule) {
      css += `@media ${rule.conditionText} { ${scopeRules(rule.cssRules, scope)} }\n`;
    }
  }
  return css;
}

/** The sheet of a `<Style>` tag, held inside `scope` (a selector): no imports, no fonts, no addresses. */
export function sanitizeSheet(css: string, scope: string): CSSStyleSheet {
  const parsed = new CSSStyleSheet();
  parsed.replaceSync(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(scopeRules(parsed.cssRules, scope));
  return sheet;
}
