/* What it costs to load pieces, and in which order it is worth it. The twin of build_tools/search/costs.py. */
(function (engine) {
  "use strict";

  const { isJoint } = engine._fold;
  const store = engine._store;
  const SHARD = 21; // kilobytes that another piece costs at least, and another text
  const TEXT = 8;
  const LISTS = [26, 17, 11, 10, 6, 3, 2, 1, 0]; // of the list of a piece of each class, for 100,000 documents
  const SPREAD = 10;
  const JOINT_RARENESS = 7;

  function compareKeys(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return 0;
  }

  /** Things in the order of their keys; those of equal keys stay as they were, in old browsers too. */
  function ordered(things, keyOf) {
    const keys = things.map((thing, i) => ({ thing, key: keyOf(thing).concat(i) }));
    return keys.sort((a, b) => compareKeys(a.key, b.key)).map(({ thing }) => thing);
  }

  /** The class of a piece, 0 for the commonest. */
  const rareness = (index, piece) =>
    (isJoint(piece) ? Math.min(store.commonness(index, piece), JOINT_RARENESS) : store.commonness(index, piece));

  /** The pieces of a term, given where they stand in it, rare ones first; among equals those that stand far from the ones
   * before, then in order. */
  function orderedPieces(index, places) {
    const first = (piece) => places.get(piece)[0];
    let left = ordered(Array.from(places.keys()), (piece) => [first(piece)]);
    const far = new Map(left.map((piece) => [piece, first(left[left.length - 1]) + 1]));
    const order = [];
    while (left.length && order.length < SPREAD) {
      const [best] = ordered(left, (piece) => [-rareness(index, piece), -far.get(piece)]);
      left = left.filter((piece) => piece !== best);
      order.push(best);
      far.forEach((distance, piece) => far.set(piece, Math.min(distance, Math.abs(first(piece) - first(best)))));
    }
    return order.concat(ordered(left, (piece) => [-rareness(index, piece)]));
  }

  /** Kilobytes to load for the list of a piece: a file of its own, or one of many lists, which is the longer the longer this
   * list is, since it may be the last one. */
  function costOf(index, piece) {
    const size = Math.floor((LISTS[rareness(index, piece)] * index.documents) / 100000);
    return store.isLong(index, piece) ? Math.max(SHARD, size) : SHARD + Math.floor((size * size) / (2 * SHARD));
  }

  engine._costs = { SHARD, TEXT, compareKeys, rareness, orderedPieces, costOf };
})(window.archiveSearch = window.archiveSearch || {});
