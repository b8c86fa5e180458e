/* A Word file: sent in pieces, then read by the server into the form. */
import { sentenceOf } from "./photos.js";
import { asButton } from "./picking.js";
import { ask } from "./server.js";
import { patientTus } from "./tus.js";

const PIECE = 256 * 1024;
const LARGEST = 30 * 1024 * 1024;
const DELAYS = [1000, 2000, 4000, 8000, 15000, ...Array(60).fill(30000)];

export function takeWord(input, facts, keeper) {
  const status = document.getElementById("word-status");
  const say = (words, trouble = false) => {
    status.hidden = false;
    status.textContent = words;
    status.toggleAttribute("data-trouble", trouble);
  };
  input.removeAttribute("name");
  asButton(input);
  document.querySelector(".word-in__go").hidden = true;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST) {
      say(`“${file.name}”超过 30 MB。请把照片单独上传，只用 Word 文件交文字。`, true);
      return;
    }
    input.disabled = true;
    input.previousElementSibling.classList.add("file-in--busy");
    const stop = (sentence) => {
      say(sentence, true);
      input.disabled = false;
      input.previousElementSibling.classList.remove("file-in--busy");
      input.value = "";
    };
    say(`正在准备传“${file.name}”……`);
    const library = await patientTus();
    const upload = new library.Upload(file, {
      endpoint: facts.urls.uploads,
      metadata: { filename: file.name, purpose: "document" },
      chunkSize: PIECE,
      retryDelays: DELAYS,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", keeper.token),
      onShouldRetry: (error) => !error.originalResponse || error.originalResponse.getStatus() >= 500 || error.originalResponse.getStatus() === 409,
      onProgress: (sent, whole) => say(`正在传“${file.name}”：${Math.round((sent * 100) / whole)}%`),
      onError: (error) => stop(sentenceOf(error)),
      onSuccess: async () => {
        say(`正在读“${file.name}”……`);
        try {
          await keeper.upload();
          const body = new FormData();
          body.append("upload", upload.url.replace(/\/$/, "").split("/").pop());
          const { url } = await ask(facts.urls.word, { body, headers: { "X-CSRFToken": keeper.token }, patience: 120_000 });
          keeper.finish();
          location.assign(url);
        } catch (trouble) {
          stop(trouble.message);
        }
      },
    });
    upload.start();
  });
}
