/* The library that sends files in pieces: 22 kB that a page without a file does without, fetched with the first one. */

let fetched = null;

/** The library. Rejects where the link broke; asked again, it is fetched again. */
export function tus() {
  if (!fetched) {
    fetched = new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = document.getElementById("letter").dataset.tus;
      script.onload = () => done(window.tus);
      script.onerror = () => {
        fetched = null;
        script.remove();
        fail(new Error("没有连上网"));
      };
      document.head.append(script);
    });
  }
  return fetched;
}

/** The library, however long the link takes. */
export async function patientTus() {
  for (;;) {
    try {
      return await tus();
    } catch (trouble) {
      await new Promise((done) => setTimeout(done, 5000));
    }
  }
}
