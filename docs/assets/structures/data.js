/* The data of the views of structure: script files of ours, loaded by script tag when they are asked for. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const MOST = 48; // files kept
  const given = new Map();
  const kept = new Map();

  /* Called by every data file. */
  window.archiveData = (name, data) => given.set(name, data);

  function request(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = () => {
        script.remove();
        const data = given.get(name);
        given.delete(name);
        if (data === undefined) reject(new Error(name));
        else resolve(data);
      };
      script.onload = script.onerror = done;
      script.src = `${ui.root}assets/structures-data/${name}.js`;
      document.head.append(script);
    });
  }

  /* The data of a file; a promise that fails where the file is missing. */
  ui.data = function (name) {
    if (!kept.has(name)) {
      const promise = request(name);
      promise.catch(() => kept.delete(name));
      kept.set(name, promise);
      if (kept.size > MOST) kept.delete(kept.keys().next().value);
    }
    return kept.get(name);
  };
})();
