/* The site allows no style attributes. The editor writes some; here they are set one by one through CSSOM, which is allowed. */
const setAttribute = Element.prototype.setAttribute;

/** From now on, element.setAttribute("style", …) sets the same declarations without writing the attribute. */
export function allowOwnStyles() {
  Element.prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === "style" && this.style) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}

const TAG = /<[a-zA-Z][^<>]*(?:"[^"]*"|'[^']*'|[^<>"'])*>/g;

/** HTML whose style attributes are called data-style, without style sheets and handlers: a parser then applies and runs none. */
export function withoutStyles(html) {
  return html
    .replace(/<!--\[if[^\]]*\]>|<!\[endif\]-->|<!--\[endif\]-->/gi, "")
    .replace(/<(style|script|xml|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(TAG, (tag) => tag.replace(/([\s"'/])style(\s*=)/gi, "$1data-style$2").replace(/([\s"'/])on[a-z]+(\s*=)/gi, "$1data-on$2"));
}
