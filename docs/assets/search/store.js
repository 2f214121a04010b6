/* The index in the browser: files loaded by script tag when they are needed, the latest kept in memory.
 * The twin of build_tools/search/index.py. Works from file:// too, where nothing can be fetched. */
(function (engine) {
  "use strict";

  const { decode, compare } = engine._codec;
  const { postingsIn, postingsAlone, none } = engine._packing;
  const { fold, folded, needsTable, useTable, trigram } = engine._fold;
  const VERSION = 4;
  const TOLD = 4; // of the places of commoner pieces nothing is told
  const TRIGRAM_CLASSES = 5;
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

  const PREFIX = "archiveSearch._load(";

  /** Loads a file once → {stamp, data}. Where files can be fetched, that is done: of a script tag browsers keep the text in
   * memory. From a folder only script tags work. */
  function request(name, version) {
    if (waiting.has(name)) return waiting.get(name).promise;
    const call = { data: null };
    waiting.set(name, call);
    const address = `${places.index}${name}.js${version ? `?v=${version}` : ""}`;
    const found = /^https?:/.test(address) && window.fetch && window.TextDecoder ? fetched(address, name) : tagged(address, call);
    const done = () => waiting.delete(name);
    call.promise = found.catch(() => { throw new IndexFault(name); });
    call.promise.then(done, done);
    return call.promise;
  }

  async function fetched(address, name) {
    const answer = await timely(fetch(address));
    if (!answer.ok) throw new Error(name);
    const bytes = new Uint8Array(await timely(answer.arrayBuffer()));
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
    const text = new TextDecoder(wide ? "utf-16le" : "utf-8").decode(bytes).trim();
    if (!text.startsWith(PREFIX) || !text.endsWith(");")) throw new Error(name);
    const [own, stamp, data] = JSON.parse(`[${text.slice(PREFIX.length, -2)}]`);
    if (own !== name) throw new Error(name);
    return { stamp, data };
  }

  /** What a promise gives, if it does so before patience ends; nothing is left waiting that would keep it in memory. */
  function timely(promise) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("late")), PATIENCE);
      const settled = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      promise.then(settled(resolve), settled(reject));
    });
  }

  function tagged(address, call) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = () => {
        clearTimeout(timer);
        script.onload = script.onerror = null;
        script.remove();
        if (call.data) resolve(call.data);
        else reject(new Error(address));
      };
      const timer = setTimeout(done, PATIENCE);
      script.onload = script.onerror = done;
      script.async = true;
      script.src = address;
      document.head.appendChild(script);
    });
  }

  /** The head file, made ready for use; loaded once. */
  function head() {
    if (!ready) {
      ready = request("head", "").then(({ stamp, data }) => {
        if (!data || data.version !== VERSION) throw new IndexFault("head");
        const classes = new Map();
        const long = [];
        data.common.forEach((groups, c) => groups.forEach((pieces, i) => {
          for (const piece of pieces ? pieces.split(" ") : []) {
            classes.set(piece, c);
            if (!i) long.push(piece);
          }
        }));
        long.sort(compare);
        return {
          stamp,
          documents: data.documents,
          told: data.told,
          starts: decode(data.starts),
          texts: decode(data.texts),
          year: data.year,
          firsts: data.shards ? data.shards.split("\n") : [],
          classes,
          long: new Map(long.map((piece, number) => [piece, number])), // those whose lists fill files
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

  /** Whether postings may be expected to tell something of the places of a piece, before they are read. */
  const tells = (index, piece) => commonness(index, piece) >= TOLD && index.told[0] <= index.documents;

  /** Whether the list of a piece fills a file alone. */
  const isLong = (index, piece) => index.long.has(piece);

  /** Whether both pairs of a run of three are common, so that it has a list if it is anywhere. */
  function hasTrigram(index, run) {
    const [a, b, c] = Array.from(run);
    return Math.max(commonness(index, a + b), commonness(index, b + c)) < TRIGRAM_CLASSES;
  }

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

  const shardOf = (index, piece) => {
    const number = Math.max(0, lastNotAfter(index.firsts.length, (i) => compare(index.firsts[i], piece) > 0));
    return kept.shards.get(number, () => file(`post/${number}`));
  };

  /** The postings of a piece that has any; null for others. */
  async function listsOf(index, piece) {
    if (!isLong(index, piece) && !index.firsts.length) return null;
    const data = await (isLong(index, piece) ? file(`long/${index.long.get(piece)}`) : shardOf(index, piece));
    try {
      return isLong(index, piece) ? postingsAlone(data, piece, index) : postingsIn(data, piece, index);
    } catch (error) {
      throw new IndexFault("post");
    }
  }

  /** The documents that have a piece, with their tiers and what is told of the places. */
  const postingsOf = (index, piece) =>
    kept.postings.get(piece, async () => (await listsOf(index, piece)) || none());

  /** The documents that have a run of three whose pairs are common; null where it is in too many to have a list. */
  async function trigramOf(index, run) {
    const found = await listsOf(index, trigram(run));
    if (!found) return new Uint32Array(0);
    return found.documents.length ? found.documents : null;
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

  /** The documents of a file of texts: [{owner: {id, title, year, unit}, anchor, part, heading, text}]. */
  async function texts(index, number) {
    const name = `text/${number}`;
    const { data } = await request(name, index.stamp);
    const found = [];
    try {
      const [parts, groups] = data;
      for (const [id, title, year, unit, ...rest] of groups) {
        const owner = { id, title, year, unit };
        for (let i = 0; i < rest.length; i += 4) {
          const [anchor, part, heading, text] = rest.slice(i, i + 4);
          found.push({ owner, anchor, part: parts[part], ...textOf(title, heading, text) });
        }
      }
    } catch (error) {
      throw new IndexFault(name);
    }
    await foldable(found.map(({ owner, text }) => owner.title + text).join(""));
    return found;
  }

  const textOf = (title, heading, text) =>
    (heading < 0 ? { heading: Array.from(title).length, text: title + text } : { heading, text });

  /** What gives for each character of a text its syllables, as they stand in titles and units; none for punctuation. */
  async function readings() {
    const known = new Map();
    const syllables = await kept.files.get("pinyin", file);
    for (const syllable of Object.keys(syllables)) {
      for (const character of syllables[syllable]) known.set(character, (known.get(character) || []).concat(syllable));
    }
    return (text) => Array.from(text, (character) =>
      known.get(character) || (/[0-9A-Za-z]/.test(character) ? [character.toLowerCase()] : []));
  }

  /** A document with its text folded: {…document, number, folded, head}. */
  async function documentOf(index, number) {
    const place = lastNotAfter(index.texts.length, (i) => index.texts[i] > number);
    const documents = await kept.texts.get(place, (n) => texts(index, n));
    if (!documents[number - index.texts[place]]) throw new IndexFault(`text/${place}`);
    return kept.folded.get(number, () => {
      const found = documents[number - index.texts[place]];
      const text = folded(found.text);
      return { ...found, number, folded: text, head: fold(text.characters.slice(0, found.heading).join("")) };
    });
  }

  /** How many files the texts of documents stand in. */
  const textFiles = (index, documents) =>
    new Set(Array.from(documents, (number) => lastNotAfter(index.texts.length, (i) => index.texts[i] > number))).size;

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
    IndexFault, places, kept, head, file, commonness, tells, isLong, hasTrigram, postingsOf, trigramOf, readings, materialOf, yearRank, endOf, foldable,
    documentsOf, textFiles,
  };
})(window.archiveSearch = window.archiveSearch || {});
