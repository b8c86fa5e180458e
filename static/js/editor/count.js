/* 字数 as manuscripts/counting.py counts it; the two agree on the table of cases in the tests. */
import { isWide } from "./widths.js";

const SPACE = /[\s\x1c-\x1f\x85]/u;
const NOTHING = /[\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}]/u;

/** The 字数 of a text: each wide character counts one, each run of others without a space counts one. */
export function countCharacters(text) {
  let total = 0;
  let inRun = false;
  for (const character of text) {
    if (SPACE.test(character) && character !== "\ufeff") {
      inRun = false;
    } else if (NOTHING.test(character)) {
      continue;
    } else if (isWide(character)) {
      total += 1;
      inRun = false;
    } else if (!inRun) {
      total += 1;
      inRun = true;
    }
  }
  return total;
}
