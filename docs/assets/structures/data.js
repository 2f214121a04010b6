/* The data of the views of structure: files of ours, loaded when they are asked for, the latest kept in memory. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const MOST = 4e6; // bytes kept, as `sizeOf` counts them
  const PREFIX = "archiveData(";
  const given = new Map();
  const kept = new Map(); // name → {promise, size}, the one used last at the end
  let held = 0;

  /* Called by every data file. */
  window.archiveData = (name, data) => given.set(name, data);

  /* Where files can be fetched, that is done: of a script tag browsers keep the text in memory. From a folder only
     script tags work. */
  function request(name, version) {
    const address = `${ui.root}assets/structures-data/${name}.js${version ? "?v=" + version : ""}`;
    return /^https?:/.test(address) && window.fetch ? fetched(address, name) : tagged(address, name);
  }

  async function fetched(address, name) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(name);
    const text = (await answer.text()).trim();
    if (!text.startsWith(PREFIX) || !text.endsWith(");")) throw new Error(name);
    const [own, data] = JSON.parse(`[${text.slice(PREFIX.length, -2)}]`);
    if (own !== name) throw new Error(name);
    return data;
  }

  function tagged(address, name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = script.onerror = () => {
        script.onload = script.onerror = null;
        script.remove();
        const data = given.get(name);
        given.delete(name);
        if (data === undefined) reject(new Error(name));
        else resolve(data);
      };
      script.src = address;
      document.head.append(script);
    });
  }

  /* About how many bytes data take in memory. */
  function sizeOf(data) {
    if (typeof data === "string") return 16 + 2 * data.length;
    if (!data || typeof data !== "object") return 8;
    let size = 32;
    for (const key of Object.keys(data)) size += 8 + sizeOf(data[key]);
    return size;
  }

  function forget(name) {
    held -= kept.get(name).size;
    kept.delete(name);
  }

  /* The data of a file; a promise that fails where the file is missing. `version` is for files that belong together. */
  ui.data = function (name, version) {
    let entry = kept.get(name);
    if (entry) kept.delete(name);
    else {
      entry = { promise: request(name, version), size: 0 };
      entry.promise.then(
        (data) => {
          if (kept.get(name) !== entry) return;
          entry.size = sizeOf(data);
          held += entry.size;
          for (const other of Array.from(kept.keys())) if (held > MOST && other !== name) forget(other);
        },
        () => kept.get(name) === entry && forget(name)
      );
    }
    kept.set(name, entry);
    return entry.promise;
  };

  /* What is kept: {files, bytes}. */
  ui.dataKept = () => ({ files: kept.size, bytes: held });
})();
