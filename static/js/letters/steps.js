/* On a narrow screen, one part of the form at a time. */

const NARROW = matchMedia("(max-width: 47.99rem)");

export class Steps {
  constructor(form) {
    this.form = form;
    this.parts = [...form.querySelectorAll("[data-part]")];
    this.at = 1;
    this.nav = document.getElementById("step-nav");
    form.querySelectorAll(".letter-steps button").forEach((button, index) => {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(index + 1, true);
      });
    });
    document.getElementById("step-back").addEventListener("click", () => this.show(this.at - 1, true));
    document.getElementById("step-next").addEventListener("click", () => this.show(this.at + 1, true));
    NARROW.addEventListener("change", () => this.show(this.at));
    this.show(1);
  }

  show(step, moved = false) {
    this.at = Math.min(Math.max(step, 1), this.parts.length);
    const alone = NARROW.matches;
    this.parts.forEach((part, index) => (part.hidden = alone && index + 1 !== this.at));
    this.nav.hidden = !alone;
    document.getElementById("step-back").hidden = this.at === 1;
    document.getElementById("step-next").hidden = this.at === this.parts.length;
    this.form.querySelectorAll(".letter-steps button").forEach((button, index) => {
      if (index + 1 === this.at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    if (!moved) return;
    const part = this.parts[this.at - 1];
    const heading = part.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    (alone ? this.form : part).scrollIntoView();
    this.form.dispatchEvent(new CustomEvent("step", { detail: this.at }));
  }
}
