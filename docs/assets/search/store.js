/* The index in the browser: files loaded by script tag when they are needed, the latest kept in memory.
 * The twin of build_tools/search/index.py. Works from file:// too, where nothing can be fetched. */
(function (engine) {
  "use strict";

  const { decode, compare } = engine._codec;
  const { postingsIn } = engine._packing;
  const { fold, folded, needsTable, useTable } = engine._fold;
  const VERSION = 2;
  const PATIENCE = 30000;

  /** A file of the index is missing, broken, or from another build. */
  class IndexFault extends Error {
    constructor(name) {
      super(`检索数据读不到或已损坏（${name}），请刷新后再试；仍然不行请重新生成网站`);
      this.fault = true;
    }
  }

  /** Keeps the values used last; a promise that fails is forgotten. */
  class Kept {
    constructor(most) {
      this.most = most;
      this.values = new Map();
    }

    get(key, make) {
      let value = this.values.get(key);
      if (value === undefined) value = make(key);
      this.values.delete(key);
      this.values.set(key, value);
      if (this.values.size > this.most) this.values.delete(this.values.keys().next().value);
      if (value && value.catch) value.catch(() => this.values.delete(key));
      return value;
    }
  }

  const own = document.currentScript ? document.currentScript.src : document.baseURI;
  const places = { index: new URL("../search-index/", own).href, site: new URL("../../", own).href };
  const waiting = new Map();
  const kept = {
    shards: new Kept(12), postings: new Kept(12), texts: new Kept(64), folded: new Kept(128), files: new Kept(12),
  };
  let ready = null;

  /** Where the index and the site are, where that is not beside the scripts. */
  function configure(given) {
    Object.assign(places, given);
    ready = null;
    Object.values(kept).forEach((cache) => cache.values.clear());
  }

  /** Called by every file of the index. */
  engine._load = function (name, stamp, data) {
    const call = waiting.get(name);
    if (call) call.data = { stamp, data };
  };

  // A broken file is our message, not an error in the console.
  window.addEventListener("error", (event) => {
    const ours = event.filename ? event.filename.startsWith(places.index) : event.message === "Script error.";
    if (ours && waiting.size) event.preventDefault();
  });

  /** Loads a file once by script tag → {stamp, data}. */
  function request(name, version) {
    if (waiting.has(name)) return waiting.get(name).promise;
    const call = { data: null };
    call.promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = () => {
        clearTimeout(timer);
        script.onload = script.onerror = null;
        script.remove();
        waiting.delete(name);
        if (call.data) resolve(call.data);
        else reject(new IndexFault(name));
      };
      const timer = setTimeout(done, PATIENCE);
      script.onload = script.onerror = done;
      script.async = true;
      script.src = `${places.index}${name}.js${version ? `?v=${version}` : ""}`;
      waiting.set(name, call);
      document.head.appendChild(script);
    });
    return call.promise;
  }

  /** The head file, made ready for use; loaded once. */
  function head() {
    if (!ready) {
      ready = request("head", "").then(({ stamp, data }) => {
        if (!data || data.version !== VERSION) throw new IndexFault("head");
        const classes = new Map();
        data.common.forEach((pieces, c) => pieces.split(" ").forEach((piece) => piece && classes.set(piece, c)));
        return {
          stamp,
          documents: data.documents,
          starts: decode(data.starts),
          texts: decode(data.texts),
          year: data.year,
          firsts: data.shards ? data.shards.split("\n") : [],
          classes,
          rare: data.common.length,
          complete: data.complete,
          related: data.related,
        };
      });
      ready.catch(() => { ready = null; });
    }
    return ready;
  }

  /** The data of a file of the same build. */
  async function file(name) {
    const { stamp } = await head();
    const found = await request(name, stamp);
    if (found.stamp !== stamp) throw new IndexFault(name);
    return found.data;
  }

  /** How common a piece is: 0 in most documents … `rare`. */
  const commonness = (index, piece) => (index.classes.has(piece) ? index.classes.get(piece) : index.rare);

  /** The number of the last start that is not after a value. */
  function lastNotAfter(size, isAfter) {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(middle)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  /** The documents that have a piece, with their tiers. */
  function postingsOf(index, piece) {
    return kept.postings.get(piece, async () => {
      if (!index.firsts.length) return postingsIn(["", ""], piece, index.documents);
      const number = Math.max(0, lastNotAfter(index.firsts.length, (i) => compare(index.firsts[i], piece) > 0));
      return postingsIn(await kept.shards.get(number, () => file(`post/${number}`)), piece, index.documents);
    });
  }

  const materialOf = (index, document) => lastNotAfter(index.starts.length, (i) => index.starts[i] > document);
  const yearRank = (index, material) => index.year.charCodeAt(material) - 0x30;
  const endOf = (index, material) =>
    material + 1 < index.starts.length ? index.starts[material + 1] : index.documents;

  /** Makes sure that a text can be folded. */
  async function foldable(text) {
    if (needsTable(text)) {
      const [before, after] = await file("traditional");
      useTable(before, after);
    }
  }

  /** The documents of a file of texts: [{owner: {id, title, year, unit, spellings}, anchor, part, heading, text}]. */
  async function texts(index, number) {
    const { data } = await request(`text/${number}`, index.stamp);
    const found = [];
    for (const [[id, title, year, unit, ...spellings], documents] of data) {
      const owner = { id, title, year, unit, spellings: spellings.map((spelling) => spelling.split(",")) };
      for (const [anchor, part, heading, text] of documents) found.push({ owner, anchor, part, heading, text });
    }
    await foldable(found.map(({ owner, text }) => owner.title + text).join(""));
    return found;
  }

  /** A document with its text folded: {…document, number, folded, head}. */
  async function documentOf(index, number) {
    const place = lastNotAfter(index.texts.length, (i) => index.texts[i] > number);
    const documents = await kept.texts.get(place, (n) => texts(index, n));
    return kept.folded.get(number, () => {
      const found = documents[number - index.texts[place]];
      const text = folded(found.text);
      return { ...found, number, folded: text, head: fold(text.characters.slice(0, found.heading).join("")) };
    });
  }

  /** Loads the texts of documents side by side; those that cannot be read are noted. */
  function documentsOf(index, numbers, faults) {
    return Promise.all(numbers.map((number) => documentOf(index, number).catch((error) => {
      if (!error.fault) throw error;
      faults.push(error.message);
      return null;
    })));
  }

  engine.configure = configure;
  engine._store = {
    IndexFault, places, kept, head, file, commonness, postingsOf, materialOf, yearRank, endOf, foldable,
    documentsOf,
  };
})(window.archiveSearch = window.archiveSearch || {});
